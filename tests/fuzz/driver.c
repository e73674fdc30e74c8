/* Runs a fuzz target (LLVMFuzzerTestOneInput) without a fuzzer's library:
 * mutates the seed files for a bounded time, and leaves an input that fails as a file beside the program. The mutations are the same on every
 * machine; only their number differs. usage: fuzz SECONDS SEED-FILE… With 0 seconds
 * the files are run unchanged, so that inputs found before are tests. */
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 1 << 16, SEEDS_MAX = 256 };

static uint64_t state = 88172645463325252u;

static uint32_t chance(uint32_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state >> 33) % n;
}

static struct {
	char path[256];
	const uint8_t *data;
	size_t size;
} now;

static void save(int signal)
{
	int fd = open(now.path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	(void)signal;
	if (fd < 0 || write(fd, now.data, now.size) < 0)
		_exit(2);
	close(fd); /* and the signal goes on to end the program */
}

static void run(const uint8_t *data, size_t size)
{
	now.data = data;
	now.size = size;
	LLVMFuzzerTestOneInput(data, size);
}

struct seed {
	uint8_t *data;
	size_t size;
};

static size_t mutate(uint8_t *out, const struct seed *seeds, size_t n)
{
	const struct seed *a = &seeds[chance((uint32_t)n)], *b = &seeds[chance((uint32_t)n)];
	size_t size = a->size;

	memcpy(out, a->data, size);
	for (uint32_t k = 1 + chance(8); k > 0 && size > 0; k--) {
		size_t at = chance((uint32_t)size);
		size_t len = 1 + chance(32);

		switch (chance(5)) {
		case 0:
			out[at] = (uint8_t)chance(256);
			break;
		case 1:
			out[at] ^= (uint8_t)(1u << chance(8));
			break;
		case 2: /* cut */
			len = len < size - at ? len : size - at;
			memmove(out + at, out + at + len, size - at - len);
			size -= len;
			break;
		case 3: /* a piece of another */
			if (b->size <= len || size + len > INPUT_MAX)
				break;
			memmove(out + at + len, out + at, size - at);
			memcpy(out + at, b->data + chance((uint32_t)(b->size - len)), len);
			size += len;
			break;
		case 4: /* again */
			len = len < size - at ? len : size - at;
			if (size + len > INPUT_MAX)
				break;
			memmove(out + at + len, out + at, size - at);
			size += len;
			break;
		}
	}
	return size;
}

int main(int argc, char **argv)
{
	static struct seed seeds[SEEDS_MAX];
	static uint8_t input[INPUT_MAX];
	time_t end;
	unsigned long runs = 0;
	size_t n = 0;

	if (argc < 3)
		return 2;
	snprintf(now.path, sizeof now.path, "%s-failed", argv[0]);
	signal(SIGABRT, save);
	for (int i = 2; i < argc && n < SEEDS_MAX; i++) {
		FILE *f = fopen(argv[i], "rb");

		if (!f)
			continue;
		seeds[n].data = malloc(INPUT_MAX);
		seeds[n].size = fread(seeds[n].data, 1, INPUT_MAX / 2, f);
		fclose(f);
		run(seeds[n].data, seeds[n].size);
		n++;
		runs++;
	}
	end = time(NULL) + atol(argv[1]);
	while (n > 0 && time(NULL) < end)
		for (int i = 0; i < 100; i++, runs++)
			run(input, mutate(input, seeds, n));
	printf("%s: %lu inputs, nothing found\n", argv[0], runs);
	for (size_t i = 0; i < n; i++)
		free(seeds[i].data);
	return 0;
}
