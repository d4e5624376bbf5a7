from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.engine import compiled

#: What the built reader is asked before it is kept.
TRIAL = """
from claims.engine import reading
assert reading.COMPILED, "the modules were taken from their sources"
found = reading.extract("At least 5 people paid about $3 million in 2019.")
assert [claim.surface for claim in found.claims] == ["5", "$3 million"], found
assert reading.extract("Rund 5 Prozent zahlten.", language="de").claims
"""


class Command(BaseCommand):
    help = (
        "Build the reader of numbers as machine code, about twice as fast. Needs a C "
        "compiler, Python's headers and what requirements/test.txt installs."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-possible",
            action="store_true",
            help="end well where a compiler or Python's headers are missing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        target = compiled.folder()
        if target.is_dir():
            self.stdout.write("The reader is compiled already.")
            return
        if missing := _missing():
            if not options["if_possible"]:
                raise CommandError(missing)
            self.stdout.write(f"{missing} The reader runs as it is written.")
            return
        self.stdout.write("Compiling the reader, about a minute ...")
        compiled.BUILDS.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=compiled.BUILDS, prefix="making-") as place:
            _build(Path(place)).rename(target)
        _try(target)
        self.stdout.write("The reader is compiled.")


def _missing() -> str:
    compiler = os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc"
    if shutil.which(compiler.split()[0]) is None:
        return f"There is no C compiler ({compiler}): Debian's package is gcc."
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        return "Python's headers are missing: Debian's package is python3-dev."
    return ""


def _build(place: Path) -> Path:
    """Compile a copy of the sources in `place`; the folder with what came out."""
    try:
        from mypyc.build import mypycify
        from setuptools import Distribution
        from setuptools.command.build_ext import build_ext
    except ImportError as error:
        raise CommandError(
            f"{error}: install requirements/test.txt (`make test` does)."
        ) from error
    for package in ("claims", "claims/engine", "claims/engine/reading"):
        (place / package).mkdir()
        shutil.copy(compiled.ROOT / package / "__init__.py", place / package)
    names = []
    for path in (*compiled.sources(), compiled.ENGINE / "types.py"):
        name = path.relative_to(compiled.ROOT)
        (place / name).parent.mkdir(exist_ok=True)
        shutil.copy(path, place / name)
        names.append(str(name))
    shutil.copy(compiled.ENGINE / "compiled.py", place / "claims/engine")
    with chdir(place):
        modules = mypycify(
            ["--config-file", os.devnull, "--no-incremental", *names[:-1]],
            opt_level="1",  # twice as quick to build as 3, and as fast
            debug_level="0",
            multi_file=True,
            group_name=compiled.LIBRARY,
        )
        work = _on_every_core(build_ext)(Distribution({"ext_modules": modules}))
        work.build_lib = "built"
        work.ensure_finalized()
        work.run()
    return place / "built"


def _on_every_core(builder: Any) -> Any:
    """The builder, compiling as many files at a time as there are cores."""

    class Builder(builder):  # type: ignore[misc]
        def build_extensions(self) -> None:
            compile_some = self.compiler.compile

            def compile_all(files: list[str], **options: Any) -> list[str]:
                with ThreadPoolExecutor(os.cpu_count()) as pool:
                    made = pool.map(lambda file: compile_some([file], **options), files)
                    return [each for objects in made for each in objects]

            self.compiler.compile = compile_all
            super().build_extensions()

    return Builder


def _try(target: Path) -> None:
    """Read something with what was built; it goes again where that fails."""
    ended = subprocess.run(  # noqa: S603
        [sys.executable, "-c", TRIAL],
        cwd=compiled.ROOT,
        env={key: value for key, value in os.environ.items() if key != compiled.SWITCH},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        shutil.rmtree(target)
        raise CommandError(f"The compiled reader does not read:\n{ended.stderr}")
