# SPDX-License-Identifier: MIT
"""A copy of the tree whose sources have all defects compiled in, in build/mutation, and the test
programs built from it."""

import dataclasses
import hashlib
import json
import multiprocessing
import os
import pathlib
import pickle
import re
import shlex
import subprocess

from clang.cindex import Index, TranslationUnit

import sites

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "mutation"
TREE = FOLDER / "tree"
OBJECTS = FOLDER / "objects"
EXCLUDED = FOLDER / "excluded.json"
MUTANTS = FOLDER / "mutants.json"
NOT_COPIED = ("build", ".git", ".cache", "__pycache__")
MUTATED = ("src", "include", "ports/posix", "ports/mbedtls", "ports/lwip")
HEADERS = ROOT / "tools" / "mutation"
OPTIONS = ["-DCMAKE_BUILD_TYPE=None",
           f"-DCMAKE_CXX_FLAGS=-O0 -g0 -w -Wno-narrowing -I{HEADERS}",
           f"-DCMAKE_PROJECT_postino_INCLUDE={HEADERS / 'optimise.cmake'}",
           "-DCMAKE_C_FLAGS=-O1 -g0", "-DPOSTINO_PACKET_CANARIES=ON", "-DPOSTINO_WERROR=OFF",
           "-DPOSTINO_EXAMPLES=OFF", "-DPOSTINO_INSTALL=OFF"]
MAX_ROUNDS = 12
LIBRARIES = ("postino", "postino_posix", "postino_mbedtls")


def run(*command, **more):
    return subprocess.run(list(map(str, command)), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace", check=False,
                          **more)


def mutated_files():
    """Relative names, in an order that stays."""
    found = (path for top in MUTATED for path in (ROOT / top).rglob("*.?pp"))
    return sorted(str(path.relative_to(ROOT)) for path in found if path.suffix in (".cpp", ".hpp"))


def write(path, content):
    """A file that is the same already keeps its date, so nothing is compiled again for it."""
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def copy_tree():
    mutated, wanted = set(mutated_files()), set()
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_COPIED]
        for name in names:
            relative = (pathlib.Path(folder) / name).relative_to(ROOT)
            wanted.add(relative)
            if name != ".git" and (str(relative) not in mutated or not (TREE / relative).is_file()):
                write(TREE / relative, (ROOT / relative).read_bytes())
    for folder, _, names in os.walk(TREE):
        for name in names:
            relative = (pathlib.Path(folder) / name).relative_to(TREE)
            if relative not in wanted:
                (TREE / relative).unlink()


def configure():
    sources = ROOT / "build" / "sources"
    local = [f"-DFETCHCONTENT_SOURCE_DIR_{name.upper()}={sources / name}"
             for name in ("lwip", "mbedtls") if (sources / name).exists()]
    done = run("cmake", "-G", "Ninja", "-S", TREE, "-B", OBJECTS, *OPTIONS, *local)
    if done.returncode != 0:
        raise SystemExit(done.stdout)


def entry_of(commands, name, top):
    """The compile command for a source; for a header, that of a source of its folder; for lwIP's
    port, which is compiled in its tests, one of theirs."""
    if name.startswith("ports/lwip"):
        return next(entry for entry in commands if "lwip_tests.dir/Unity" in entry["command"])
    folders = ["src"] if name.startswith("include") else \
        [name, *map(str, pathlib.PurePath(name).parents)]
    for folder in folders:
        for entry in commands:
            if entry["file"].startswith(f"{top}/{folder}") and not entry["file"].endswith(".c"):
                return entry
    raise SystemExit(f"no compile command for {name}")


def flags(commands, name, top):
    """What the compiler is given to read a source, whose build was of the tree `top`."""
    words = shlex.split(entry_of(commands, name, top)["command"])[1:]
    kept = [word for at, word in enumerate(words) if word.startswith(("-I", "-D", "-std"))
            or "-isystem" in (word, words[at - 1])]
    more = [f"-I{folder}" for folder in sorted((ROOT / "ports").glob("*/include"))]
    return ["-xc++", *more, *(word.replace(f"{top}/", f"{ROOT}/") for word in kept)]


def tool():
    """What makes the defects of a source."""
    return b"".join((HEADERS / f"{name}.py").read_bytes()
                    for name in ("sites", "operators", "statements", "edits"))


def parse(job):
    name, arguments, made_by = job
    text = (ROOT / name).read_bytes()
    kept = FOLDER / "parsed" / hashlib.sha1(name.encode() + text + made_by).hexdigest()
    if kept.is_file():
        return pickle.loads(kept.read_bytes())
    unit = Index.create().parse(str(ROOT / name), args=arguments,
                                options=TranslationUnit.PARSE_DETAILED_PROCESSING_RECORD)
    errors = [str(trouble) for trouble in unit.diagnostics if trouble.severity > 2]
    if errors:
        return "\n".join(errors)
    found = sites.Source(name, text, unit).plain()
    write(kept, pickle.dumps(found))
    return found


def load(path, otherwise):
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else otherwise


def parsed():
    """What each source can have, by its name."""
    commands = json.loads((OBJECTS / "compile_commands.json").read_text(encoding="utf-8"))
    names, made_by = mutated_files(), tool()
    jobs = [(name, flags(commands, name, TREE), made_by) for name in names]
    with multiprocessing.Pool(2) as pool:
        results = pool.map(parse, jobs, chunksize=4)
    for result in results:
        if isinstance(result, str):
            raise SystemExit(result)
    return dict(zip(names, results))


def instrument(sources):
    """Writes the sources with their defects, and the list of these."""
    excluded, mutants = set(load(EXCLUDED, [])), []
    for name, source in sources.items():
        write(TREE / name, sites.numbered(source, len(mutants), excluded))
        for mutant in source.mutants:
            mutants.append(dataclasses.replace(mutant, number=len(mutants) + 1))
    kept = [mutant for mutant in mutants if mutant.key not in excluded]
    MUTANTS.write_text(json.dumps([dataclasses.asdict(mutant) for mutant in kept], indent=0),
                       encoding="utf-8")
    return kept


def lines_of_errors(output):
    """Of each error the first place in a source with defects."""
    place = re.compile(re.escape(str(TREE)) + r"/([^\s:]+):(\d+)")
    mutated, found, error = set(mutated_files()), set(), False
    pending = set()
    for line in output.splitlines():
        at = place.search(line)
        here = (at[1], int(at[2])) if at and at[1] in mutated else None
        if "required from" in line and here:
            pending.add(here)
        elif " error: " in line:
            found |= {here} if here else pending
            error = here is None
        elif error and here:
            found.add(here)
    return found


def build(targets, sources):
    """Defects that do not compile are left out."""
    for _ in range(MAX_ROUNDS):
        mutants = instrument(sources)
        done = run("ninja", "-C", OBJECTS, "-j2", "-k0", *targets)
        if done.returncode == 0:
            return mutants
        (FOLDER / "errors.log").write_text(done.stdout, encoding="utf-8")
        lines = lines_of_errors(done.stdout)
        excluded = set(load(EXCLUDED, []))
        there = [mutant for mutant in mutants if (mutant.file, mutant.line) in lines]
        # Swapped arguments are what rarely compiles; the others of their lines have another try.
        swapped = {(mutant.file, mutant.line) for mutant in there if "swapped" in mutant.change}
        more = {mutant.key for mutant in there if "swapped" in mutant.change
                or (mutant.file, mutant.line) not in swapped}
        if not more:
            break
        print(f"{len(more)} defects do not compile", flush=True)
        EXCLUDED.write_text(json.dumps(sorted(excluded | more)), encoding="utf-8")
    raise SystemExit(f"does not compile: {FOLDER / 'errors.log'}")


def ready():
    FOLDER.mkdir(parents=True, exist_ok=True)
    copy_tree()
    configure()
    return parsed()


def prepare(targets):
    """The defects, compiled in what is built now: first the libraries, for a defect that does not
    compile changes what all tests include."""
    sources = ready()
    build(LIBRARIES, sources)
    return build(targets, sources)


def all_mutants():
    return instrument(ready())
