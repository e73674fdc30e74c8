/* The situations in which a free session can begin. Used by the app. */
#include "lesson/beginnings.h"

const struct beginning beginnings[] = {
#define BEGINNING(name, en, ko, lines) { name, { en, ko }, lines },
#include "lesson/beginnings.def"
#undef BEGINNING
};
const size_t beginnings_count = sizeof beginnings / sizeof beginnings[0];
