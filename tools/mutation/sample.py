# SPDX-License-Identifier: MIT
"""A few defects in what another build has: their sources are compiled once more and linked before
everything else, so that the tests of that build are not built again."""

import json
import pathlib
import re
import shlex
import shutil

import choice
import programs
import sites
import suites
import survivors
import tree

COPIED = ("src", "include", "ports")
LIBRARIES = ("postino.dir", "postino_posix.dir", "postino_mbedtls.dir", "lwip_tests.dir")
# Programs that run whole where no suite is known to notice it, and seconds that they take.
OTHERWISE = {"src": ("unit_tests", "dialogue_tests"), "include": ("unit_tests", "dialogue_tests"),
             "ports/posix": ("contract_tests",), "ports/mbedtls": ("tls_tests",),
             "ports/lwip": ("lwip_tests",)}
WHOLE_SECONDS = 20
SLOWER = 3  # With sanitizers than in a complete run.


def is_part(source, words):
    """Whether what is linked by `words` has the source."""
    port = re.match(r"ports/(\w+)/", source)
    return port is None or any(f"_{port[1]}.a" in word or f"/{port[1]}_tests" in word
                               for word in words)


class Sample:
    def __init__(self, build):
        self.build = pathlib.Path(build).resolve()
        self.folder = self.build / "mutation"
        text = (self.build / "compile_commands.json").read_text(encoding="utf-8")
        self.commands = json.loads(text)
        self.linked, self.objects, self.healthy = {}, {}, set()

    def parse(self, name):
        tool = tree.tool()
        tree.FOLDER.mkdir(parents=True, exist_ok=True)
        result = tree.parse((name, tree.flags(self.commands, name, tree.ROOT), tool))
        if isinstance(result, str):
            raise SystemExit(result)
        return result

    def choose(self, many):
        sources, chosen = choice.choose(many, self.parse, choice.commit())
        keys, base = {one.key for one in chosen}, 0
        for top in COPIED:
            shutil.copytree(tree.ROOT / top, self.folder / top, dirs_exist_ok=True)
        for name, source in sources.items():
            others = {one.key for one in source.mutants} - keys
            tree.write(self.folder / name, sites.numbered(source, base, others))
            for one in source.mutants:
                one.number += base
            base += len(source.mutants)
        self.sources = self.compiled_for(list(sources))
        return chosen

    def compiled_for(self, names):
        """The sources that the files `names` are part of."""
        wanted = {name for name in names if name.endswith(".cpp")}
        headers = {str(tree.ROOT / name) for name in names if name.endswith(".hpp")}
        if headers:
            told = tree.run("ninja", "-C", self.build, "-t", "deps").stdout
            for block in told.split("\n\n"):
                head, *parts = block.split("\n    ")
                if any(library in head for library in LIBRARIES) and headers & set(parts):
                    wanted |= {str(pathlib.Path(part).relative_to(tree.ROOT)) for part in parts
                               if part.endswith(".cpp") and part.startswith(tuple(
                                   f"{tree.ROOT}/{top}" for top in COPIED))}
        return sorted(wanted)

    def compile(self, name, form):
        """The object of a source, with the flags that it has in that build; where it is compiled for
        a `form` too, with those."""
        narrow = form == "narrow"
        ordered = sorted(self.commands, key=lambda one: not narrow and form not in one["command"])
        compiler = shlex.split(tree.entry_of(ordered, name, tree.ROOT)["command"])[0]
        words = tree.flags(ordered, name, tree.ROOT)[1:]
        words = [word.replace(f"{tree.ROOT}/{top}", f"{self.folder}/{top}")
                 if word.startswith("-I") else word for word in words for top in [self.top(word)]]
        narrowed = [f"-I{self.build / 'tests/unit/narrow'}"] if narrow else []
        made = self.folder / (form or "objects") / f"{name}.o"
        made.parent.mkdir(parents=True, exist_ok=True)
        sanitizers = [word for entry in self.commands[:1] for word in shlex.split(entry["command"])
                      if word.startswith("-fsanitize") or word.startswith("-fno-sanitize")]
        done = tree.run(compiler, *narrowed, *words, f"-I{tree.HEADERS}", *sanitizers, "-O0", "-g0",
                        "-w", "-Wno-narrowing", "-c", self.folder / name, "-o", made)
        if done.returncode != 0:
            raise SystemExit(done.stdout)
        return made

    @staticmethod
    def top(word):
        return next((top for top in COPIED if word.startswith(f"-I{tree.ROOT}/{top}")), "src")

    def object(self, source, form):
        if (source, form) not in self.objects:
            self.objects[source, form] = self.compile(source, form)
        return str(self.objects[source, form])

    def program(self, name):
        """Linked with the defects first: of what is there twice the linker takes the first."""
        if name not in self.linked:
            target = f"tests/{programs.GTESTS[name]}/{name}"
            told = tree.run("ninja", "-C", self.build, "-t", "commands", target).stdout
            words = shlex.split(told.splitlines()[-1].removeprefix(": && ").removesuffix(" && :"))
            objects = [self.object(source, programs.FORMS.get(name, "")) for source in self.sources
                       if is_part(source, words)]
            made = self.folder / name
            words[words.index("-o") + 1] = str(made)
            first = next(at for at, word in enumerate(words) if word.endswith(".o"))
            words[first:first] = [*objects, "-s", "-Wl,--allow-multiple-definition"]
            done = tree.run(*words, cwd=self.build)
            if done.returncode != 0:
                raise SystemExit(done.stdout)
            self.linked[name] = made
        return self.linked[name]

    def noticed_by(self, mutant):
        """The program and the suite; None."""
        known = suites.read()[1][mutant.file]
        top = next(top for top in OTHERWISE if mutant.file.startswith(top))
        for program, suite, seconds in [*known, *((program, "*", WHOLE_SECONDS)
                                                  for program in OTHERWISE[top])]:
            done = self.run(program, suite, seconds, mutant.number)
            if done.status != 0:
                name, how = done.failed()
                if (program, suite) not in self.healthy:
                    self.healthy.add((program, suite))
                    if self.run(program, suite, seconds, 0).status != 0:
                        raise SystemExit(f"without a defect: {program} {suite} fails")
                return f"{program} {name} {how}".strip()
        return None

    def run(self, program, suite, seconds, number):
        chosen = suite if suite == "*" else f"{suite}.*"
        return programs.run(self.program(program),
                            [f"--gtest_filter={chosen}", "--gtest_fail_fast"],
                            {"POSTINO_MUTANT": str(number)}, SLOWER * seconds, "unlimited")


def run(build, many):
    sample = Sample(build)
    chosen = sample.choose(many)
    alive = 0
    for mutant in chosen:
        by = sample.noticed_by(mutant)
        alive += by is None
        print(f"{mutant.file}:{mutant.line} {mutant.function} {mutant.key}\n"
              f"  {survivors.described(mutant)}\n  noticed by {by or 'NOTHING'}", flush=True)
    return 1 if alive else 0
