"""The parts of a document that carry its record, beside the text that people read.

The record stands whole in a custom XML part, which Word, WPS and LibreOffice keep as it is; its id
and hash stand in the document's properties, the spots of the values in a second custom XML part,
and files that are not shown each in one of their own.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from exports.word.escape import as_data, holdable, in_element
from exports.word.pack import deflated
from exports.word.xml import DECLARATION
from models.kernel.json_text import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exports.word.pack import Part

SCHEMA = "1"
RECORD = f"urn:jiaoyan:record:{SCHEMA}"
SPOTS = f"urn:jiaoyan:spots:{SCHEMA}"
FILE = f"urn:jiaoyan:file:{SCHEMA}"
VOLUME = "JY_Volume"
"""The custom property by which a volume tells that it is one, and of how many papers."""
ID = "JY_Id"
"""The custom property that holds the id of the record."""
CHECK = "校验码"
"""The marker of the first eight digits of the hash."""
DIGITS = 8
MOST_FILE = 28 << 20
"""Bytes of a custom XML part that is read: a file of 20 MB as text."""
CUSTOM = "docProps/custom.xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
ITEM_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
CUSTOM_RELATION = f"{_OFFICE}/relationships/custom-properties"
ITEM_RELATION = f"{_OFFICE}/relationships/customXml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


@dataclass(frozen=True, slots=True)
class CarriedFile:
    """A file that travels unseen."""

    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Account:
    """A record and its companions as one text, the same on every paper of the record."""

    text: str
    sha256: str

    @property
    def check(self) -> str:
        """What is printed of the hash."""
        return self.sha256[:DIGITS]


def account_of(plain: Mapping[str, Any]) -> Account:
    """The account of a record as `models.exchange` tells it."""
    text = holdable(canonical(plain))
    return Account(text, sha256_of(text))


@dataclass(frozen=True, slots=True)
class Carried:
    """What one document carries."""

    paper: str
    """The name of the document."""
    id: str
    account: Account
    files: tuple[CarriedFile, ...] = ()


def sha256_of(text: str) -> str:
    """The hash of what is carried."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def item_name(number: int) -> str:
    """The name of a custom XML part."""
    return f"customXml/item{number}.xml"


def link_to_item(number: int) -> str:
    """The relationship of the body to a custom XML part."""
    return (
        f'<Relationship Id="rIdJiaoyanItem{number}" Type="{ITEM_RELATION}" '
        f'Target="../{item_name(number)}"/>'
    )


def type_of_item(number: int) -> str:
    """The entry of the content types for the properties of a custom XML part."""
    part = f"/customXml/itemProps{number}.xml"
    return f'<Override PartName="{part}" ContentType="{ITEM_TYPE}"/>'


def beside_item(number: int, namespace: str) -> Iterator[tuple[str, bytes]]:
    """The parts that a custom XML part needs beside it: its properties and the way to them."""
    properties = f"customXml/itemProps{number}.xml"
    yield (
        properties,
        (
            f'{DECLARATION}<ds:datastoreItem ds:itemID="{{4A594A59-0000-4000-8000-{number:012d}}}" '
            f'xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="{namespace}"/>'
            "</ds:schemaRefs></ds:datastoreItem>"
        ).encode(),
    )
    yield (
        f"customXml/_rels/item{number}.xml.rels",
        (
            f'{DECLARATION}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/relationships/customXmlProps" Target="itemProps{number}.xml"/>'
            "</Relationships>"
        ).encode(),
    )


def spots_item(plain: Any) -> bytes:
    """The custom XML part of the spots."""
    text = as_data(canonical(plain))
    return f'{DECLARATION}<spots xmlns="{SPOTS}">{text}</spots>'.encode()


def record_item(what: Carried) -> bytes:
    """The custom XML part of the record."""
    return (
        f'{DECLARATION}<record xmlns="{RECORD}" paper="{in_element(what.paper)}" '
        f'sha256="{what.account.sha256}">{as_data(what.account.text)}</record>'
    ).encode()


def file_parts(file: CarriedFile, number: int) -> Iterator[Part]:
    """The parts of a file that travels unseen."""
    content = base64.b64encode(file.content).decode()
    text = f'{DECLARATION}<file xmlns="{FILE}" sha256="{file.sha256}">{content}</file>'
    yield deflated(item_name(number), text.encode())
    yield from (deflated(name, part) for name, part in beside_item(number, FILE))


def properties_of(what: Carried, layout: str) -> bytes:
    """The custom properties: what tells the record, in sight of Word's own dialog."""
    return custom_properties({ID: what.id, "JY_Schema": SCHEMA,
                              "JY_SHA256": what.account.sha256, "JY_Template": layout})  # fmt: skip


def custom_properties(said: Mapping[str, str]) -> bytes:
    """The part of custom properties."""
    each = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{in_element(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(said.items(), 2)
    )
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" '
        f'xmlns:vt="{_OFFICE}/docPropsVTypes">{each}</Properties>'
    ).encode()


def said_in(custom: bytes, name: str) -> str:
    """What a part of custom properties says under a name, if it stands there as we wrote it."""
    found = re.search(
        rb'name="%s"><vt:lpwstr>([^<]*)</vt:lpwstr>' % re.escape(name.encode()), custom
    )
    return found[1].decode("utf-8", "replace") if found else ""
