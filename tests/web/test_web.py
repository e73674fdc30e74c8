"""Drives a headless Chromium: python3 tests/web/test_web.py PAGE PROGRAM SCREENS LESSONS [NAME…].

Called by `make test-web`. NAMEs choose tests. Prints "N passed, N failed in N s".
"""
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
import harness  # noqa: E402
import test_class  # noqa: E402, F401
import test_course  # noqa: E402, F401
import test_files  # noqa: E402, F401
import test_input  # noqa: E402, F401
import test_reading  # noqa: E402, F401

sys.exit(harness.run_all())
