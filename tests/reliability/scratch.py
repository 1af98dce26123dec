"""What the scripts of this folder share."""

import pathlib
import sys
import tempfile

NOW = "2026-11-23T10:00:00Z"


def scratch_folder(add_cleanup):
    """A folder that goes away with the test, or with all of its class."""
    scratch = tempfile.TemporaryDirectory()
    add_cleanup(scratch.cleanup)
    return pathlib.Path(scratch.name)


def path_arguments(count):
    """The first arguments of the script, taken away from what unittest sees."""
    return [pathlib.Path(sys.argv.pop(1)).resolve() for _ in range(count)]
