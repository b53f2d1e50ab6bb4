# SPDX-License-Identifier: MIT
"""The headers for C: headers_test.py ROOT GCC CLANG. Each compiles by itself, in C99, in C17 and in
C++, and so does each example of theirs, which is what a comment indents by five blanks, and of
docs/c-api.md and docs/migrating-from-netx-duo.md. The main functions have one."""

import concurrent.futures
import pathlib
import re
import subprocess
import sys

root, *compilers = sys.argv[1:]
root = pathlib.Path(root).resolve()
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wsign-conversion", "-Wshadow",
            "-Werror", "-fsyntax-only"]
# An example may show a value that nobody uses, and an object that hides the one of the page.
EXAMPLES = ["-Wno-shadow", "-Wno-unused-variable", "-Wno-unused-but-set-variable"]
STANDARDS = {"c": ("c99", "c17"), "c++": ("c++11", "c++20")}
FOLDERS = [root / "include", *(root / f"ports/{port}" for port in
                               ("posix/include", "mbedtls/include", "netxduo/include",
                                "netxduo/types"))]
HEADERS = [root / "include/postino.h",
           *(path for folder in FOLDERS for path in sorted(folder.glob("postino/c/*.h"))),
           *sorted((root / "ports/netxduo/include").glob("*.h"))]
MAIN = ("postino_client_init", "postino_send", "postino_poll", "postino_poll_at",
        "postino_take_report", "postino_abort", "postino_send_and_wait", "postino_send_queue",
        "postino_mime_init", "postino_callback_source_init", "postino_callback_socket_init",
        "postino_strongest_init", "postino_dsn_init", "postino_extensions_of",
        "postino_posix_port_init", "postino_mbedtls_transport_init", "postino_posix_tls_init",
        "postino_small_client_init", "postino_small_tls_client_init",
        "postino_plain_transport_init", "nxd_smtp_client_create", "nx_smtp_mail_send",
        "nx_smtp_client_delete", "nx_smtp_postino_report")


def examples(path):
    """The runs of indented lines in the comments of a header."""
    text = "\n".join(re.sub(r"^/// ?", "", line) if line.startswith("///") else "\0"
                     for line in path.read_text(encoding="utf-8").splitlines())
    return [match.group(0) for match in re.finditer(r"(?:^ {4}.*(?:\n|\Z))+", text, re.MULTILINE)]


def compiled(job):
    compiler, language, standard, text, more = job
    ran = subprocess.run([compiler, "-x", language, f"-std={standard}", *WARNINGS, *more,
                          *(f"-I{folder}" for folder in FOLDERS), f"-I{root}/tests/c", "-"],
                         input=text, capture_output=True, text=True, check=False)
    return "" if ran.returncode == 0 else f"{compiler} -std={standard}:\n{ran.stderr}\n{text}"


page = [block for name in ("c-api.md", "migrating-from-netx-duo.md")
        for block in re.findall(r"^```c\n(.*?)^```$",
                                (root / "docs" / name).read_text(encoding="utf-8"),
                                re.MULTILINE | re.DOTALL)]
shown = [(path, example) for path in HEADERS for example in examples(path)]
faults = [f"{path} has no example" for path in HEADERS if path not in {path for path, _ in shown}]
every = "".join(example for _, example in shown)
faults += [f"no example of {name}()" for name in MAIN if f"{name}(" not in every]
shown += [("docs", block) for block in page if "#include" not in block]
program = '#include "examples.h"\n' + "".join(
    f"void example_{number}(void);\nvoid example_{number}(void) {{\n{example}}}\n"
    for number, (_, example) in enumerate(shown))
alone = [f'#include "{path}"\nextern int one;\n' for path in HEADERS]
jobs = [(compiler, "c", standard, program, EXAMPLES)
        for compiler in compilers for standard in STANDARDS["c"]]
jobs += [(compiler, "c", standard, block, []) for compiler in compilers
         for standard in STANDARDS["c"] for block in page if "#include" in block]
jobs += [(compilers[0], language, standard, text, [])
         for language in STANDARDS for standard in STANDARDS[language][:1] for text in alone]
jobs += [(compiler, language, standard, "".join(alone), []) for compiler in compilers
         for language in STANDARDS for standard in STANDARDS[language]]
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    faults += [fault for fault in pool.map(compiled, jobs) if fault]
print(f"{len(HEADERS)} headers, {len(shown)} examples")
print("\n".join(faults))
sys.exit(1 if faults else 0)
