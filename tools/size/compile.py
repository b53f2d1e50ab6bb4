# SPDX-License-Identifier: MIT
"""Compiles all that is measured, once for each processor: a file for Ninja, so that only what has
changed is compiled again, and on all processors of this machine."""

import shlex

from cpus import CXX_FLAGS, FLAGS, run
from features import CORE, IMAGES, LWIP, OTHERS, SMTP_CALLS, TLS

RULES = """\
rule compile
  command = $compiler $flags -MMD -MF $out.d -c $in -o $out
  depfile = $out.d
  deps = gcc
rule archive
  command = rm -f $out && $compiler crs $out $in
rule link
  command = $compiler $flags $in -o $out -Wl,-Map=$out.map
"""
IGNORE = "-Wl,--unresolved-symbols=ignore-all"


class Project:
    """The folders that the sources come from."""

    def __init__(self, root, lwip, mbedtls):
        self.root = root
        self.here = root / "tools/size"
        self.smtp = lwip / "src/apps/smtp/smtp.c"
        self.include = ["-I", root / "include"]
        self.lwip = [*self.include, "-I", root / "ports/lwip/include", "-isystem",
                     lwip / "src/include", "-isystem", root / "examples/board_mps2/network"]
        port = root / "ports/mbedtls"
        self.tls = [*self.include, "-I", port / "include", "-I", port / "src", "-isystem",
                    mbedtls / "include", "-isystem", port / "config",
                    "-DMBEDTLS_CONFIG_FILE=\"postino_mbedtls_config.h\""]
        self.archives = {CORE: (root / "src", "*/*.cpp", [*self.include, "-I", root / "src"]),
                         LWIP: (root / "ports/lwip/src", "*.cpp", self.lwip),
                         TLS: (port / "src", "*.cpp", self.tls)}


def quoted(words):
    return " ".join(shlex.quote(str(word)).replace("$", "$$") for word in words)


def path(name):
    return str(name).replace("$", "$$").replace(" ", "$ ").replace(":", "$:")


class NinjaFile:
    def __init__(self, project, folder):
        self.project = project
        self.folder = folder
        self.text = RULES

    def build(self, rule, into, sources, compiler, flags=()):
        self.text += (f"build {path(into)}: {rule} {' '.join(map(path, sources))}\n"
                      f"  compiler = {compiler}\n  flags = {quoted(flags)}\n")
        return into

    def compile(self, cpu, source, into, flags):
        cxx = source.suffix == ".cpp"
        words = [*cpu.machine, *FLAGS, *(CXX_FLAGS + cpu.cxx_headers if cxx else ["-w"]), *flags]
        return self.build("compile", into, [source], cpu.tool("g++" if cxx else "gcc"), words)

    def archive(self, cpu, name):
        base, pattern, flags = self.project.archives[name]
        into = self.folder / cpu.name / name.removesuffix(".a")
        objects = [self.compile(cpu, source, into / object_name(source.relative_to(base)),
                                flags) for source in sorted(base.glob(pattern))
                   if source.parent != self.project.root / "src/c"]  # c_face.py's
        return self.build("archive", into.with_suffix(".a"), objects, cpu.tool("gcc-ar"))

    def image(self, cpu, name, archives):
        image = IMAGES[name]
        flags = self.project.tls if image.source == "image_tls.cpp" else self.project.lwip
        stem = self.folder / cpu.name / name
        self.compile(cpu, self.project.here / image.source, stem.with_suffix(".o"),
                     [*flags, *(f"-DPOSTINO_IMAGE_{macro}" for macro in image.macros)])
        self.link(cpu, stem, archives, [] if image.whole else [IGNORE])

    def link(self, cpu, stem, archives, flags):
        self.build("link", stem.with_suffix(".elf"), [stem.with_suffix(".o"), *archives],
                   cpu.tool("gcc"), [*cpu.machine, *cpu.link, "-nostartfiles", "-Wl,--gc-sections",
                                     *flags])

    def other(self, cpu, name, flags):
        """A peer, linked with the C library and nothing else: what lies below it is left out."""
        stem = self.folder / cpu.name / name
        self.compile(cpu, self.project.smtp, stem.with_suffix(".o"), [*self.project.lwip, *flags])
        self.link(cpu, stem, [], [IGNORE, f"-Wl,--entry={SMTP_CALLS[-1]}",
                                  *(f"-Wl,--undefined={call}" for call in SMTP_CALLS)])

    def add(self, cpu):
        folder = self.folder / cpu.name
        # The library last: the ports need it.
        archives = [self.archive(cpu, name) for name in (LWIP, TLS, CORE)]
        for name in IMAGES:
            self.image(cpu, name, archives)
        for name, flags in OTHERS.values():
            self.other(cpu, name, flags)
        self.compile(cpu, self.project.here / "ram.cpp", folder / "ram.o",
                     [*self.project.lwip, *self.project.tls])


def object_name(source):
    """session/auth.cpp: session.auth.o"""
    return ".".join(source.with_suffix(".o").parts)


def compile_all(project, folder, cpus):
    folder.mkdir(parents=True, exist_ok=True)
    file = NinjaFile(project, folder)
    for cpu in cpus:
        file.add(cpu)
    (folder / "build.ninja").write_text(file.text, encoding="utf-8")
    run("ninja", "--quiet", "-C", folder)
