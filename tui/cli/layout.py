"""``jiaoyan layout``: a school's own Word forms are checked, mapped, and used as layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.cli.names import kind_with_papers, paper_named
from tui.cli.printing import print_json, print_table
from tui.cli.wrong_use import WrongUse, closest
from tui.database import exists, open_database
from tui.endings import FAILED, FINE
from tui.output import finish, put_out, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from exports.documents import Document
    from exports.own_forms.checking import Checked
    from exports.own_forms.mapping import FormMapping

BUILT_IN = "自带"


def check(file: Path, kind: str, paper: str, *, as_json: bool) -> int:
    """Tell which markers of a form are wrong, and what is missing; the exit status."""
    from exports.own_forms.checking import check_layout
    from exports.own_forms.opening import open_form

    document = _document(kind, paper)
    _name, content = open_form(file)
    found = check_layout(content, document)
    if as_json:
        print_json({"paper": document.name, "markers": found.markers, "problems": found.problems,
                    "left_out": found.left_out, "usable": found.is_usable})  # fmt: skip
    else:
        for problem in found.problems:
            for line in problem.splitlines():
                put_out(line)
        finish()
        _say_checked(document, found, f'"{file}"{_as_written(kind, paper)}')
        if found.left_out and not found.problems:
            say(f"必填的栏目没有放进去：{'、'.join(found.left_out)}。照样可以用，只是印不出来。")
        if found.markers and not found.has_check:
            say("没有校验码。在页脚写上 {{校验码}}，打印出来的就能和文件对上。")
    return FINE if found.is_usable else FAILED


def _say_checked(document: Document, found: Checked, words: str) -> None:
    if found.problems:
        say(f"有 {len(found.problems)} 处要改，改好再检查一次。")
    elif found.markers:
        say(f"{len(found.markers)} 个标记都认得，可以用作“{document.name}”的版式：")
        say(f"jiaoyan layout use {words}")
    else:
        say("文件里没有标记。空白表格请先运行 jiaoyan layout map，会自动对应栏目。")


def map_form(
    file: Path, kind: str, paper: str, choices: Sequence[str], out: Path | None, *, as_json: bool
) -> int:
    """Write a copy of a blank form with markers in it; the exit status."""
    from exports.own_forms.mapping import marked_copy, read_form
    from exports.own_forms.opening import open_form, wanted_path, write_new

    document = _document(kind, paper)
    _name, content = open_form(file)
    mapping = read_form(content, document)
    for choice in choices:
        _choose(mapping, choice)
    _refuse_unknown(mapping, document)
    name = f"{file.stem}_版式.docx"
    wanted = wanted_path(out, name) if out else file.with_name(name)
    copy = write_new(wanted, marked_copy(mapping))
    if as_json:
        print_json({"paper": document.name, "file": str(copy),
                    "labels": [_told(one) for one in mapping.proposals]})  # fmt: skip
    else:
        _print_mapping(mapping)
        say(f"带标记的一份在“{copy}”。用 Word 打开看看，然后：")
        say(f'jiaoyan layout use "{copy}"{_as_written(kind, paper)}')
    return FINE


def use(file: Path, kind: str, paper: str, db: str | None) -> int:
    """Use a form as the layout of a document from now on, or no longer; the exit status."""
    from exports.own_forms.opening import open_form
    from exports.own_forms.using import drop_layout, use_layout
    from models.session.session import Session

    document = _document(kind, paper)
    if str(file) == BUILT_IN:
        with open_database(db, create=False) as store:
            dropped = drop_layout(store, document, actor=Session(store).actor)
        say(f"“{document.name}”{'改回了' if dropped else '用的就是'}自带的版式。")
        return FINE
    name, content = open_form(file)
    with open_database(db, create=False) as store:
        use_layout(store, document, content, name, actor=Session(store).actor)
    say(f"“{document.name}”以后照“{name}”导出。要改回去：")
    say(f"jiaoyan layout use {BUILT_IN}{_as_written(kind, paper)}")
    return FINE


def export_layout(file: Path | None, kind: str, paper: str, db: str | None) -> int:
    """Write down the layout that is in use; the exit status."""
    from exports.own_forms.opening import wanted_path, write_new
    from exports.own_forms.using import present_file

    document = _document(kind, paper)
    name = f"{document.name}_版式.docx"
    content = present_file(None, document)
    if exists(db):
        with open_database(db, create=False) as store:
            content = present_file(store, document)
    path = write_new(wanted_path(file or name, name), content)
    put_out(str(path))
    return FINE


def _as_written(kind: str, paper: str) -> str:
    """The options that mean the same document once more."""
    return f" --kind {kind}" + (f' --paper "{paper}"' if paper else "")


def _document(kind: str, paper: str) -> Document:
    """The document that is meant. Raises `WrongUse`."""
    from exports.documents import documents_of

    chosen = kind_with_papers(kind)
    return paper_named(chosen, paper) if paper else documents_of(chosen)[0]


def _choose(mapping: FormMapping, choice: str) -> None:
    """Write what was asked for into the blanks with a label. Raises `WrongUse`."""
    from exports.own_forms.labels import bare
    from exports.word.markers import markers_in

    label, sign, markers = choice.partition("=")
    at = [n for n, one in enumerate(mapping.proposals) if bare(one.label) == bare(label)]
    if not sign or not at:
        labels = [one.label for one in mapping.proposals]
        raise WrongUse(f"--set “{choice}”看不懂，要写“栏目=标记”。{closest(label, labels)}")
    if markers.strip() and not markers_in(markers):
        raise WrongUse(f"--set “{choice}”里没有标记。等号后面要写标记，如 {{{{活动主题}}}}。")
    for number in at:
        mapping.choose(number, markers.strip())


def _refuse_unknown(mapping: FormMapping, document: Document) -> None:
    from exports.own_forms.checking import check_layout
    from exports.own_forms.mapping import marked_copy

    problems = check_layout(marked_copy(mapping), document).problems
    if problems:
        raise WrongUse("\n".join(problems))


def _told(one: Any) -> dict[str, Any]:
    return {"place": one.blank.where, "label": one.label, "markers": one.shown, "sure": one.sure}


def _print_mapping(mapping: FormMapping) -> None:
    from exports.own_forms.labels import sure_words

    rows = [(one.blank.where, one.label, one.shown or "—", sure_words(one.sure))
            for one in mapping.proposals]  # fmt: skip
    print_table(("位置", "表格上的栏目", "对应的标记", "把握"), rows)
    finish()
    unknown = [one.label for one in mapping.proposals if not one.markers]
    if unknown:
        say(f"没有对应、留空的：{'、'.join(unknown)}。要填就加 --set 栏目=标记。")
