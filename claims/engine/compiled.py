"""The reader as machine code: the very same modules, where somebody has built them.

`manage.py compile_reader` builds the modules of `claims/engine/reading` with mypyc into
a folder named after what they say and after the Python that is to load them. A folder
of that name is used, any other is not: a changed source is read as it stands.
"""

from __future__ import annotations

import hashlib
import os
import sys
import sysconfig
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

#: Set to anything, the reader runs as it is written (`READER_INTERPRETED=1`).
SWITCH = "READER_INTERPRETED"
#: The one library all compiled modules are views of.
LIBRARY = "claims_reading"

ENGINE = Path(__file__).resolve().parent
PACKAGE = "claims/engine/reading"
ROOT = ENGINE.parents[1]
BUILDS = ROOT / ".compiled"


def sources() -> list[Path]:
    """What is compiled: every module of the reader but the package's own first page."""
    first = ENGINE / "reading" / "__init__.py"
    return sorted(path for path in (ENGINE / "reading").rglob("*.py") if path != first)


def folder() -> Path:
    """Where the machine code of these sources lies, for this Python, if it was built."""
    told = hashlib.sha256()
    for path in (*sources(), ENGINE / "types.py"):
        told.update(str(path.relative_to(ENGINE)).encode() + path.read_bytes())
    return BUILDS / f"{sysconfig.get_config_var('SOABI')}-{told.hexdigest()[:16]}"


def prefer_compiled(places: list[str]) -> bool:
    """Have a package's modules taken from what was built of them; whether they are."""
    if os.environ.get(SWITCH) or not BUILDS.is_dir():
        return False
    built = folder()
    if not built.is_dir():
        return False
    try:
        _load(built)
    except ImportError:
        import logging  # only now: it would be a tenth of what the engine's import takes

        told = logging.getLogger(__name__)
        told.warning("The compiled reader in %s does not load.", built, exc_info=True)
        return False
    places.insert(0, str(built / PACKAGE))
    return True


def _load(built: Path) -> None:
    name = f"{LIBRARY}__mypyc"
    file = built / (name + sysconfig.get_config_var("EXT_SUFFIX"))
    spec = spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise ImportError(f"{file} is no module.")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules[name] = module
