# tcpstep: plain GNU make. `make help` lists the targets.
VERSION := 0.1.0
PREFIX  ?= /usr/local
CC      ?= cc
CFLAGS  ?= -O2 -g
BUILD   ?= build
MAKEFLAGS += --no-builtin-rules

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wswitch-enum
PKG_CONFIG ?= pkg-config
# Recursive on purpose: asked when a recipe needs them, after `setup` has run.
CURSES_CFLAGS = $(shell $(PKG_CONFIG) --cflags ncursesw 2>/dev/null)
CURSES_LIBS   = $(shell $(PKG_CONFIG) --libs ncursesw 2>/dev/null || echo -lncursesw -ltinfo)
CHECK_CFLAGS  = $(shell $(PKG_CONFIG) --cflags check 2>/dev/null)
CHECK_LIBS    = $(shell $(PKG_CONFIG) --libs check 2>/dev/null || echo -lcheck -lm -lrt -lpthread)

ALL_CFLAGS = -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE $(WARNINGS) $(CFLAGS) -Iinclude -Isrc \
	-DTCPSTEP_VERSION='"$(VERSION)"'

LESSONS_FLAGS = -DTCPSTEP_LESSONS_SOURCE='"$(CURDIR)/lessons"' \
	-DTCPSTEP_LESSONS_INSTALLED='"$(PREFIX)/share/tcpstep/lessons"'

SOURCES := $(wildcard src/*.c src/*/*.c src/*/*/*.c)
OBJECTS := $(SOURCES:src/%.c=$(BUILD)/obj/%.o)
LIBRARY := $(filter-out $(BUILD)/obj/main.o $(BUILD)/obj/cli/%,$(OBJECTS))
TESTS   := $(wildcard tests/*/test_*.c)
SHELLS  := $(wildcard tests/*/test_*.sh)
TEST_OBJECTS := $(TESTS:tests/%.c=$(BUILD)/tests/%.o) $(BUILD)/tests/main.o
SUITES  := $(foreach t,$(TESTS),$(notdir $(patsubst %/,%,$(dir $t)))_$(patsubst test_%,%,$(basename $(notdir $t))))
LESSONS := $(wildcard lessons/*.tcpstep)

.PHONY: all setup run test check pictures bench fuzz fuzz-run layers format format-check lessons-check install uninstall clean help
.DELETE_ON_ERROR:

all: $(BUILD)/tcpstep

help:
	@echo 'make setup      install what is missing (ncursesw, check, pkg-config, tmux, clang-format)'
	@echo 'make            build $(BUILD)/tcpstep'
	@echo 'make run        build and start it'
	@echo 'make test       build and run all tests'
	@echo 'make check      layers, format, lessons, strict warnings, all tests under sanitizers'
	@echo 'make bench      measure'
	@echo 'make pictures   draw those that the README shows'
	@echo 'make fuzz       FUZZ=30 seconds a target, under sanitizers'
	@echo 'make install    to $$(DESTDIR)$$(PREFIX), uninstall removes it'

# `make setup run`: the goals after setup wait for it, whatever -j says.
setup:
	@sh tests/tools/setup.sh
ifneq ($(filter setup,$(MAKECMDGOALS)),)
$(filter-out setup,$(MAKECMDGOALS)) $(OBJECTS) $(TEST_OBJECTS): | setup
endif

$(BUILD)/tcpstep: $(OBJECTS)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(CURSES_LIBS)

$(BUILD)/obj/%.o: src/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(if $(filter src/ui/term/term.c,$<),$(filter -I%,$(CURSES_CFLAGS))) $(if $(filter src/lesson/library.c,$<),$(LESSONS_FLAGS)) -MMD -MP -c -o $@ $<

run: $(BUILD)/tcpstep
	@$(BUILD)/tcpstep

# --- tests: one Check runner over all suites, then the shell tests ---

$(BUILD)/tests/suites.h: $(TESTS) Makefile
	@mkdir -p $(@D)
	@{ echo '/* Made by the Makefile from the names of the tests. */'; echo '#include <check.h>'; \
	   for s in $(SUITES); do echo "Suite *suite_$$s(void);"; done; \
	   echo '#define SUITES \'; for s in $(SUITES); do echo "	SUITE($$s) \\"; done; echo; } > $@

$(BUILD)/tests/%.o: tests/%.c $(BUILD)/tests/suites.h Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(CHECK_CFLAGS) -I$(BUILD)/tests -Itests -DTESTS_DIR='"$(CURDIR)/tests"' -MMD -MP -c -o $@ $<

$(BUILD)/run-tests: $(TEST_OBJECTS) $(LIBRARY)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(CHECK_LIBS) $(CURSES_LIBS)

test: $(BUILD)/run-tests $(BUILD)/tcpstep
	@TCPSTEP='$(abspath $(BUILD)/tcpstep)' LESSONS='$(CURDIR)/lessons' sh tests/tools/test.sh $(BUILD)/run-tests $(SHELLS)

# --- check ---

layers:
	@sh tests/tools/layers.sh

format:
	clang-format -i $(wildcard src/*.c src/*/*.[ch] src/*/*/*.[ch] include/*/*.h tests/*.c tests/*/*.[ch])

format-check:
	@sh tests/tools/format.sh

lessons-check: $(BUILD)/tcpstep
	$(if $(LESSONS),$(BUILD)/tcpstep check --strict $(LESSONS))

check: layers format-check lessons-check
	$(MAKE) BUILD=build/strict CFLAGS='-O2 -g -Werror' build/strict/tcpstep build/strict/run-tests
	$(MAKE) BUILD=build/asan test CFLAGS='-O1 -g -Werror -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all'

# Bounded by FUZZ seconds a target; found inputs go to tests/fuzz/found and stay tests.
FUZZ ?= 30
fuzz:
	$(MAKE) BUILD=build/fuzz CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all' fuzz-run

fuzz-run: $(BUILD)/fuzz_script $(BUILD)/fuzz_actions
	$(BUILD)/fuzz_script $(FUZZ) $(LESSONS) $(wildcard tests/captures/*.tcpstep tests/scripts/*.tcpstep tests/fuzz/found/script-*)
	$(BUILD)/fuzz_actions $(FUZZ) $(BUILD)/fuzz_actions $(wildcard tests/fuzz/found/actions-*)

$(BUILD)/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/driver.c $(LIBRARY)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.c %.o,$^) $(CURSES_LIBS)

# The README's pictures, drawn by the program; a test says when they are old.
pictures: $(BUILD)/tcpstep
	@TCPSTEP='$(abspath $(BUILD)/tcpstep)' sh tests/tools/pictures.sh '$(CURDIR)/tests/pictures'

bench: $(BUILD)/tcpstep $(BUILD)/bench
	@$(BUILD)/bench $(BUILD)/tcpstep

$(BUILD)/bench: $(wildcard tests/bench/*.c) $(LIBRARY)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(CURSES_LIBS) -lutil

# The settings of whoever builds are not asked.
COMPLETIONS := $(addprefix $(BUILD)/completion/,bash zsh fish)
$(BUILD)/completion/%: $(BUILD)/tcpstep
	@mkdir -p $(@D)
	XDG_CONFIG_HOME=/dev/null $< completion $* > $@

install: $(BUILD)/tcpstep $(COMPLETIONS)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/tcpstep/lessons $(DESTDIR)$(PREFIX)/share/man/man1
	install $(BUILD)/tcpstep $(DESTDIR)$(PREFIX)/bin/tcpstep
	install -m 644 $(LESSONS) lessons/course $(DESTDIR)$(PREFIX)/share/tcpstep/lessons
	install -m 644 src/tcpstep.1 $(DESTDIR)$(PREFIX)/share/man/man1/tcpstep.1
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	install -m 644 $(BUILD)/completion/bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/tcpstep
	install -m 644 $(BUILD)/completion/zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tcpstep
	install -m 644 $(BUILD)/completion/fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tcpstep.fish

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/tcpstep $(DESTDIR)$(PREFIX)/share/man/man1/tcpstep.1
	rm -f $(DESTDIR)$(PREFIX)/share/bash-completion/completions/tcpstep $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_tcpstep \
		$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/tcpstep.fish
	rm -rf $(DESTDIR)$(PREFIX)/share/tcpstep

clean:
	rm -rf build

-include $(OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d)
