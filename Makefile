# tcpstep: plain GNU make. `make help` lists the targets.
VERSION := 0.1.0
PREFIX  ?= /usr/local
CC      ?= cc
CFLAGS  ?= -O2 -g
BUILD   ?= build
MAKEFLAGS += --no-builtin-rules

# All cores, unless -j was given. (GNU make 4.3 does not show it here yet, but
# lets it win; a make below this one shares its parent's jobs.)
ifeq ($(MAKELEVEL)$(findstring -j,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
endif

# `make V=1` prints whole commands, otherwise one short line: CC src/main.c.
ifeq ($(V),1)
say =
else
say = @echo '  $(1) $(2)';
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum
PKG_CONFIG ?= pkg-config
# Recursive on purpose: asked when a recipe needs them, after `setup` has run.
CURSES_CFLAGS = $(shell $(PKG_CONFIG) --cflags ncursesw 2>/dev/null)
CURSES_LIBS   = $(shell $(PKG_CONFIG) --libs ncursesw 2>/dev/null || echo -lncursesw -ltinfo)
CHECK_CFLAGS  = $(shell $(PKG_CONFIG) --cflags check 2>/dev/null)
CHECK_LIBS    = $(shell $(PKG_CONFIG) --libs check 2>/dev/null || echo -lcheck -lm -lrt -lpthread)

# What is built against libmicrohttpd, if it is installed, loads it only when a class is served.
HTTPD_CFLAGS  = $(shell $(PKG_CONFIG) --exists libmicrohttpd 2>/dev/null && echo -DHAVE_MICROHTTPD $$($(PKG_CONFIG) --cflags libmicrohttpd))

ALL_CFLAGS = -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE $(WARNINGS) $(CFLAGS) -Iinclude -Isrc \
	-DTCPSTEP_VERSION='"$(VERSION)"'

# Before glibc 2.34 threads are a library of their own (src/kernel/performer.c).
LDFLAGS += -pthread

LESSONS_FLAGS = -DTCPSTEP_LESSONS_SOURCE='"$(CURDIR)/lessons"' \
	-DTCPSTEP_LESSONS_INSTALLED='"$(PREFIX)/share/tcpstep/lessons"'

# wasi.c is for the browser alone, the rest of ui/web is compiled here too so that it is checked.
SOURCES := $(filter-out src/ui/web/wasi.c,$(wildcard src/*.c src/*/*.c src/*/*/*.c))
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/obj/%.o)
PROGRAM := $(filter-out $(BUILD)/obj/ui/web/%,$(OBJECTS))
LIBRARY := $(filter-out $(BUILD)/obj/main.o $(BUILD)/obj/ui/web/web.o $(BUILD)/obj/cli/% $(BUILD)/obj/ui/start/cmd_%,$(OBJECTS))
TESTS   := $(wildcard tests/*/test_*.c)
SHELLS  := $(wildcard tests/*/test_*.sh)
TEST_OBJECTS := $(TESTS:tests/%.c=$(BUILD)/tests/%.o) $(BUILD)/tests/main.o
SUITES  := $(foreach t,$(TESTS),$(notdir $(patsubst %/,%,$(dir $t)))_$(patsubst test_%,%,$(basename $(notdir $t))))
LESSONS := $(wildcard lessons/*.tcpstep)
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all setup walks run test check compile pictures web test-web bench-web bench fuzz fuzz-run layers circles format format-check lessons-check \
	strict-gcc strict-clang strict-32 sanitized install uninstall clean help
.DELETE_ON_ERROR:

all: $(BUILD)/tcpstep

help:
	@echo 'make setup      install what is missing to build; setup run, setup test, setup check: for that goal'
	@echo 'make            build $(BUILD)/tcpstep, on all cores (-jN: on N); V=1 prints whole commands'
	@echo 'make BUILD=DIR  build in another folder, CC=clang with another compiler'
	@echo 'make run        build and start it'
	@echo 'make test       build and run all tests'
	@echo 'make check      layers, circles, format, lessons, no warning from gcc and clang, all tests under sanitizers'
	@echo 'make bench      measure'
	@echo 'make web        build $(BUILD)/web/tcpstep.html, the page for browsers (needs clang, lld, wasi-libc);'
	@echo '                test-web and bench-web drive it in a headless Chromium'
	@echo 'make pictures   draw those that the README shows'
	@echo 'make walks      random walks on two Linux kernels, from SEED=1 on'
	@echo 'make fuzz       FUZZ=30 seconds a target, under sanitizers'
	@echo 'make install    to $$(DESTDIR)$$(PREFIX), uninstall removes it'

# `make setup run`: the goals after setup wait for it, whatever -j says.
setup:
	@sh tests/tools/setup.sh $(filter-out setup,$(MAKECMDGOALS))
ifneq ($(filter setup,$(MAKECMDGOALS)),)
$(filter-out setup,$(MAKECMDGOALS)) $(OBJECTS) $(TEST_OBJECTS): | setup
endif

$(BUILD)/tcpstep: $(PROGRAM)
	$(call say,LD,$@)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(CURSES_LIBS)

$(BUILD)/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(call say,CC,$<)$(CC) $(ALL_CFLAGS) $(if $(filter src/ui/term/term.c,$<),$(filter -I%,$(CURSES_CFLAGS))) $(if $(filter src/lesson/library.c,$<),$(LESSONS_FLAGS)) $(if $(filter src/class/serve.c src/class/serve_none.c,$<),$(HTTPD_CFLAGS)) -MMD -MP -c -o $@ $<

run: $(BUILD)/tcpstep
	@$(BUILD)/tcpstep

# --- the page: the same sources for wasm32-wasi, ui/web in the place of ui/term ---

WEB := $(BUILD)/web
WEB_CC ?= clang
WEB_SOURCES := $(filter-out src/main.c src/ui/term/% src/capture/% src/kernel/% src/cli/cmd_kernel.c src/cli/kernel_%.c src/ui/app/app_capture.c src/class/fetch.c src/class/listen.c src/class/visits.c src/base/load.c,$(wildcard src/*/*.c src/*/*/*.c))
WEB_OBJECTS := $(WEB_SOURCES:src/%.c=$(WEB)/obj/%.o)
WEB_CFLAGS = --target=wasm32-wasi -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE $(filter-out -Wpedantic,$(WARNINGS)) -O2 -fvisibility=hidden \
	-Iinclude -Isrc -include src/ui/web/wasi.h -DTCPSTEP_VERSION='"$(VERSION)"' -DTCPSTEP_LESSONS_INSTALLED='"/lessons"'
WEB_LDFLAGS := -mexec-model=reactor -Wl,--export-dynamic,--gc-sections,-s,-z,stack-size=1048576
WEB_PAGE := $(addprefix src/ui/web/,page.html page.css files.js wasi.js paint.js class.js page.js)

web: $(WEB)/tcpstep.html

$(WEB)/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(call say,CC,$< for the page)$(WEB_CC) $(WEB_CFLAGS) -MMD -MP -c -o $@ $<

$(WEB)/tcpstep.wasm: $(WEB_OBJECTS)
	$(call say,LD,$@)$(WEB_CC) --target=wasm32-wasi $(WEB_LDFLAGS) -o $@ $^

$(WEB)/tcpstep.html: $(WEB)/tcpstep.wasm $(WEB_PAGE) $(LESSONS) lessons/course tests/tools/page.sh
	$(call say,PAGE,$@)sh tests/tools/page.sh $@ $< lessons $(WEB_PAGE)

# Without clang's wasm32-wasi or Chromium, web.sh says that this is skipped. NAME="quiz story": these tests.
test-web: $(BUILD)/tcpstep $(BUILD)/web-screens
	@WEB_CC='$(WEB_CC)' sh tests/tools/web.sh $@ sh -c '$(MAKE) web && \
		python3 tests/web/test_web.py $(WEB)/tcpstep.html $(BUILD)/tcpstep $(BUILD)/web-screens lessons $(NAME)'

bench-web:
	@WEB_CC='$(WEB_CC)' sh tests/tools/web.sh $@ sh -c '$(MAKE) web && python3 tests/web/bench_web.py $(WEB)/tcpstep.html'

$(BUILD)/web-screens: tests/web/screens.c $(LIBRARY)
	$(call say,LD,$@)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(CURSES_LIBS)

# --- tests: each suite of the Check runner and each shell test is a job of its own ---

$(BUILD)/tests/suites.h: $(TESTS) Makefile
	@mkdir -p $(@D)
	@{ echo '/* Made by the Makefile from the names of the tests. */'; echo '#include <check.h>'; \
	   for s in $(SUITES); do echo "Suite *suite_$$s(void);"; done; \
	   echo '#define SUITES \'; for s in $(SUITES); do echo "	SUITE($$s) \\"; done; echo; } > $@

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/tests/suites.h Makefile
	@mkdir -p $(@D)
	$(call say,CC,$<)$(CC) $(ALL_CFLAGS) $(CHECK_CFLAGS) -I$(BUILD)/tests -Itests -DTESTS_DIR='"$(CURDIR)/tests"' -MMD -MP -c -o $@ $<

$(BUILD)/run-tests: $(TEST_OBJECTS) $(LIBRARY)
	$(call say,LD,$@)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(CHECK_LIBS) $(CURSES_LIBS)

test: $(BUILD)/run-tests $(BUILD)/tcpstep
	@TCPSTEP='$(abspath $(BUILD)/tcpstep)' LESSONS='$(CURDIR)/lessons' JOBS='$(patsubst -j%,%,$(filter -j%,$(MAKEFLAGS)))' \
		sh tests/tools/test.sh $(BUILD)/run-tests $(SHELLS)

# --- check ---

layers:
	@sh tests/tools/layers.sh

format:
	clang-format -i $(wildcard src/*.c src/*/*.[ch] src/*/*/*.[ch] include/*/*.h tests/*.c tests/*/*.[ch])

format-check:
	@sh tests/tools/format.sh

lessons-check: $(BUILD)/tcpstep
	$(if $(LESSONS),$(BUILD)/tcpstep check --strict $(LESSONS))

# No two sources need each other.
circles: $(OBJECTS)
	@sh tests/tools/circles.sh $(BUILD)/obj $(OBJECTS)

# Everything is compiled, nothing is run.
compile: $(BUILD)/tcpstep $(BUILD)/run-tests $(BUILD)/bench $(BUILD)/web-screens $(FUZZERS)

strict-gcc:
	@$(MAKE) CC=gcc BUILD=build/strict-gcc CFLAGS='-O2 -g -Werror' compile

strict-clang:
	@if command -v clang >/dev/null 2>&1; then $(MAKE) CC=clang BUILD=build/strict-clang CFLAGS='-O1 -Werror' compile; \
	else [ -z "$$CI" ] && echo 'strict-clang: skipped, clang is not installed'; fi

# All but term.c, which needs the curses headers of that architecture.
strict-32:
	@if echo '#include <stdlib.h>' | gcc -m32 -E -x c - >/dev/null 2>&1; then \
		$(MAKE) CC='gcc -m32' BUILD=build/strict-32 CFLAGS='-O1 -Werror' \
			$(patsubst $(BUILD)/%,build/strict-32/%,$(filter-out %/term/term.o,$(OBJECTS))); \
	else echo 'strict-32: skipped, there are no headers for -m32 (gcc-multilib has them)'; fi

sanitized:
	@$(MAKE) BUILD=build/asan FUZZ=0 test fuzz-run CFLAGS='-O1 -g -Werror -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'

check: layers circles format-check lessons-check strict-gcc strict-clang strict-32 sanitized

# Bounded by FUZZ seconds a target; found inputs go to tests/fuzz/found and stay tests: `sanitized`
# runs them unchanged (FUZZ=0).
FUZZ ?= 30
fuzz:
	$(MAKE) BUILD=build/fuzz CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all' fuzz-run

fuzz-run: $(FUZZERS)
	$(BUILD)/fuzz_script $(FUZZ) $(LESSONS) $(wildcard tests/captures/*.tcpstep tests/scripts/*.tcpstep tests/fuzz/found/script-*)
	$(BUILD)/fuzz_actions $(FUZZ) $(if $(filter-out 0,$(FUZZ)),$(BUILD)/fuzz_actions) $(wildcard tests/fuzz/found/actions-*)
	$(BUILD)/fuzz_packets $(FUZZ) $(wildcard tests/captures/*.pcap tests/captures/crafted/*.pcap tests/fuzz/found/packets-*)
	$(BUILD)/fuzz_import $(FUZZ) $(wildcard tests/captures/*.pcap tests/captures/crafted/*.pcap tests/fuzz/found/packets-* tests/fuzz/found/import-*)
	$(BUILD)/fuzz_requests $(FUZZ) $(wildcard tests/fuzz/found/requests-*)
	$(BUILD)/fuzz_strace $(FUZZ) $(wildcard tests/capture/*.strace tests/fuzz/found/strace-*)

$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/driver.c $(LIBRARY)
	$(call say,LD,$@)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.c %.o,$^) $(CURSES_LIBS)

# The README's pictures, drawn by the program; a test says when they are old.
pictures: $(BUILD)/tcpstep
	@TCPSTEP='$(abspath $(BUILD)/tcpstep)' sh tests/tools/pictures.sh '$(CURDIR)/tests/pictures'

# Until it is stopped, or a kernel differs: make walks SEED=1000.
SEED ?= 1
walks: $(BUILD)/tcpstep
	@seed=$(SEED); while $(BUILD)/tcpstep kernel --all --walks 20 --seed $$seed; do seed=$$((seed + 20)); done

bench: $(BUILD)/tcpstep $(BUILD)/bench
	@$(BUILD)/bench $(BUILD)/tcpstep

$(BUILD)/bench: $(wildcard tests/bench/*.c) $(LIBRARY)
	$(call say,LD,$@)$(CC) $(ALL_CFLAGS) -Itests $(LDFLAGS) -o $@ $^ $(CURSES_LIBS) -lutil

# The settings of whoever builds are not asked.
COMPLETIONS := $(addprefix $(BUILD)/completion/,bash zsh fish)
$(BUILD)/completion/%: $(BUILD)/tcpstep
	@mkdir -p $(@D)
	XDG_CONFIG_HOME=/dev/null $< completion $* > $@

install: $(BUILD)/tcpstep $(COMPLETIONS)
	install -d $(addprefix $(DESTDIR)$(PREFIX)/,bin share/tcpstep/lessons share/man/man1 share/man/ko/man1)
	install $(BUILD)/tcpstep $(DESTDIR)$(PREFIX)/bin/tcpstep
	install -m 644 $(LESSONS) lessons/course $(DESTDIR)$(PREFIX)/share/tcpstep/lessons
	$(if $(wildcard $(WEB)/tcpstep.html),install -m 644 $(WEB)/tcpstep.html $(DESTDIR)$(PREFIX)/share/tcpstep/tcpstep.html)
	install -m 644 src/tcpstep.1 $(DESTDIR)$(PREFIX)/share/man/man1/tcpstep.1
	install -m 644 src/tcpstep.ko.1 $(DESTDIR)$(PREFIX)/share/man/ko/man1/tcpstep.1
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	install -m 644 $(BUILD)/completion/bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/tcpstep
	install -m 644 $(BUILD)/completion/zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tcpstep
	install -m 644 $(BUILD)/completion/fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tcpstep.fish

uninstall:
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/,bin/tcpstep share/man/man1/tcpstep.1 share/man/ko/man1/tcpstep.1)
	rm -f $(DESTDIR)$(PREFIX)/share/bash-completion/completions/tcpstep $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tcpstep \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tcpstep.fish
	rm -rf $(DESTDIR)$(PREFIX)/share/tcpstep

clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d) $(WEB_OBJECTS:.o=.d)
