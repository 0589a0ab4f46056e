#!/usr/bin/env python3
"""Writes files that are made to harm whoever reads them: bombs, mazes, loops, liars and noise.

usage: generate.py FOLDER [--full]

Without --full the large ones are a hundredth of their size. Needs nothing but Python; always writes the same bytes.
"""

import gzip
import io
import os
import random
import struct
import sys
import zipfile
import zlib

ARGUMENTS = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
if len(ARGUMENTS) != 1:
    sys.exit(__doc__)
FOLDER = ARGUMENTS[0]
SCALE = 1 if "--full" in sys.argv else 100
RANDOM = random.Random(7)
MEGABYTE = 1 << 20


def write(name, *parts):
    with open(os.path.join(FOLDER, name), "wb") as file:
        for part in parts:
            if isinstance(part, bytes):
                file.write(part)
            else:
                for piece in part:
                    file.write(piece)


def noise(count):
    return RANDOM.randbytes(count)


def many(count):
    return max(1, count // SCALE)


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def gzip_of(byte, size):
    """A gzip stream of one byte, one deflated megabyte put down again and again."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = byte * MEGABYTE
    piece = packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    yield b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    for _ in range(size // MEGABYTE):
        checksum = zlib.crc32(plain, checksum)
        yield piece
    yield packer.flush() + struct.pack("<II", checksum, size & 0xFFFFFFFF)


# MARK: XML


def laughs(levels=9):
    entities = "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(levels))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{entities}]><x>&{chr(97 + levels)};</x>'


RELATIONS = '<Relationships><Relationship Id="r" Type="x/officeDocument" Target="%s"/></Relationships>'


def word(document):
    return zipped([("[Content_Types].xml", "<T/>"), ("_rels/.rels", RELATIONS % "word/document.xml"),
                   ("word/document.xml", document)])


def workbook(sheet, strings=None):
    relations = '<R><Relationship Id="a" Type="x/worksheet" Target="s.xml"/>'
    if strings:
        relations += '<Relationship Id="b" Type="x/sharedStrings" Target="t.xml"/>'
    members = [("[Content_Types].xml", "<T/>"), ("_rels/.rels", RELATIONS % "xl/workbook.xml"),
               ("xl/workbook.xml", '<w xmlns:r="r"><sheet r:id="a"/></w>'),
               ("xl/_rels/workbook.xml.rels", relations + "</R>"), ("xl/s.xml", sheet)]
    return zipped(members + ([("xl/t.xml", strings)] if strings else []))


def open_sheet(rows, columns):
    cell = f'<table:table-cell table:number-columns-repeated="{columns}"><text:p>xxxxxxxx</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="{rows}">{cell * 50}</table:table-row>'
    content = ('<o xmlns:o="o" xmlns:table="t" xmlns:text="x"><o:body><o:spreadsheet><table:table>' + row * 200
               + "</table:table></o:spreadsheet></o:body></o>")
    return zipped([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)])


def xml_files():
    write("laughs.xml", laughs().encode())
    write("laughs.docx", word(laughs()))
    write("outside.xml", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>')
    write("outside.docx", word('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'))
    write("deep.docx", word("<a>" * many(2_000_000)))
    row = '<row>' + '<c r="XFD1"><v>1</v></c>' * 2 + '</row>'
    write("cells.xlsx", workbook("<w>" + row * many(500_000) + "</w>"))
    strings = "<s>" + "<si><t>" + "shared string " * 70 + "</t></si>" + "</s>"
    shared = "<s>" + ("<si><t>%s</t></si>" % ("shared string " * 70)) * many(200_000) + "</s>"
    cells = "".join(f'<row><c t="s"><v>{i}</v></c></row>' for i in range(many(200_000)))
    write("strings.xlsx", workbook("<w>" + cells + "</w>", shared))
    one = "<w>" + '<row><c t="s"><v>0</v></c></row>' * many(1_000_000) + "</w>"
    write("one-string.xlsx", workbook(one, strings))
    write("repeated.ods", open_sheet(1_000_000, 1_000_000))


# MARK: Texts


def text_files():
    deep = many(1_000_000)
    write("deep.html", b"<div>" * deep + b"end")
    write("deep-table.html", b"<table><tr><td>" * (deep // 10) + b"end")
    write("colspan.html", b"<table>" + (b"<tr>" + b"<td colspan=999999999>x</td>" * 200 + b"</tr>") * many(2000) + b"</table>")
    drawing = b"<g>" * deep + b"<script>1</script><text>drawn</text>"
    write("drawing.html", b"<html><body><p>before</p><svg>" + drawing + b"</svg><p>after</p></body></html>")
    write("attributes.html", b"<p " + b" ".join(b"a%d=1" % i for i in range(deep)) + b">text</p>")
    write("deep-object.json", b'{"a":' * deep)
    write("deep-list.json", b"[" * deep + b"]" * deep)
    write("number.json", b'{"n": ' + b"9" * deep + b"}")
    write("line.csv", b"a,b,c\n" + b"x" * (many(1000) * MEGABYTE) + b",b,c\n1,2,3\n")
    write("fields.csv", (b"a," * deep + b"b\n") * 3)
    write("wide.csv", (b"a," * 1900 + b"b\n") * many(50_000))
    write("unclosed.csv", b'a,b,"c\n' * deep)
    write("words.txt", b"w " * (many(200) * MEGABYTE))
    write("lines.txt", b"\n" * (many(200) * MEGABYTE))
    write("deep.rtf", b"{\\rtf1 " + b"{" * deep)
    write("binary.rtf", b"{\\rtf1 \\bin99999999999 x\\u-99999999 y}")


# MARK: Mails


def mail_files():
    start = b"Received: x\nFrom: a\nMIME-Version: 1.0\n"
    multipart = b"Content-Type: multipart/mixed; boundary=b%d\n\n"
    nested = (b"--b%d\n" % i + multipart % (i + 1) for i in range(many(100_000)))
    write("deep.eml", start, multipart % 0, nested)
    mails = (b"--b%d\nContent-Type: message/rfc822\n\n" % i + start + multipart % (i + 1) for i in range(many(20_000)))
    write("forwarded.eml", start, multipart % 0, mails)
    parts = b"--b0\nContent-Type: text/csv; name=x.csv\n\na,b,c\n" * many(10_000 * 100)
    write("parts.eml", start, multipart % 0, parts, b"--b0--\n")
    write("headers.eml", start, b"To: ", b"a@b, " * many(5_000_000), b"\n\nbody\n")
    write("lines.eml", start, b"".join(b"X-%d: y\n" % i for i in range(many(1_000_000))), b"\nbody\n")
    encoded = b"\n".join([b"QUFB" * 19] * many(2_000_000))
    write("large.eml", start, multipart % 0, b"--b0\nContent-Transfer-Encoding: base64\n"
          b"Content-Type: application/octet-stream; name=x.bin\n\n", encoded, b"\n--b0--\n")
    write("box.mbox", (b"From a\nReceived: x\nFrom: a\n\nbody\n\n" for _ in range(many(1_000_000))))


if __name__ == "__main__":
    os.makedirs(FOLDER, exist_ok=True)
    xml_files()
    text_files()
    mail_files()
    import binary
    binary.write_all()
