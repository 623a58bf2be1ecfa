"""A wheel for one platform: the C library of it is inside, and there is no extension module, so that any Python 3 can use it.

The library is taken from artifacts/library, where ./build.ps1 library puts it, or from BONVERIFY_LIBRARY.
"""

import os
import pathlib
import shutil
import sys

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.dist import Distribution
from wheel.bdist_wheel import bdist_wheel

NAME = {"win32": "bonverify.dll", "darwin": "libbonverify.dylib"}.get(sys.platform, "libbonverify.so")
HERE = pathlib.Path(__file__).parent


class BuildWithLibrary(build_py):
    def run(self):
        library = pathlib.Path(os.environ.get("BONVERIFY_LIBRARY") or HERE / "../../artifacts/library" / NAME)
        if not library.is_file():
            sys.exit(f"{library} is missing; ./build.ps1 library makes it.")
        super().run()
        shutil.copyfile(library, pathlib.Path(self.build_lib, "bonverify", NAME))
        shutil.copyfile(HERE / "../../LICENSE", pathlib.Path(self.build_lib, "bonverify", "LICENSE"))


class PlatformDistribution(Distribution):
    def has_ext_modules(self):
        return True


class PlatformWheel(bdist_wheel):
    def get_tag(self):
        return "py3", "none", super().get_tag()[2]


setup(distclass=PlatformDistribution, cmdclass={"build_py": BuildWithLibrary, "bdist_wheel": PlatformWheel})
