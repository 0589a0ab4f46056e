"""Archives and pictures of generate.py."""

import gzip
import io
import lzma
import bz2
import os
import struct
import tarfile
import zipfile
import zlib

from __main__ import FOLDER, MEGABYTE, gzip_of, many, noise, word, workbook, write, zipped


# MARK: Archives


def nested():
    inner = zipped([("z.txt", b" " * (many(30 * 100) * MEGABYTE // 100))])
    for level in range(6):
        inner = zipped([(f"{level}-{index}.zip", inner) for index in range(8)])
    return inner


def overlapping():
    """A list of files all of which are the same packed bytes."""
    base = zipped([("k.txt", b" " * (9 * MEGABYTE))])
    start, end = base.rindex(b"PK\1\2"), base.rindex(b"PK\5\6")
    entry = base[start:end]
    count = many(50_000)
    listed = b"".join(entry[:28] + struct.pack("<H", 5) + entry[30:46] + b"%05d" % index + entry[51:] for index in range(count))
    return base[:start] + listed + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), start, 0)


def entries(count):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for index in range(count):
            archive.writestr(zipfile.ZipInfo(f"{index}.txt"), b"x")
    return buffer.getvalue()


def links():
    """Links that lead out of the archive, in a ZIP and in a TAR."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr(zipfile.ZipInfo("plain.txt"), "plain text")
    write("links.zip", buffer.getvalue())
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, kind, target in [("a", tarfile.SYMTYPE, "/etc/passwd"), ("b", tarfile.LNKTYPE, "a"),
                                   ("fifo", tarfile.FIFOTYPE, ""), ("device", tarfile.CHRTYPE, "")]:
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, target
            archive.addfile(entry)
        entry = tarfile.TarInfo("plain.txt")
        entry.size = 10
        archive.addfile(entry, io.BytesIO(b"plain text"))
    write("links.tar", buffer.getvalue())


def archives():
    write("zeros.gz", gzip_of(b"\0", many(10_000) * MEGABYTE))
    write("spaces.gz", gzip_of(b" ", many(10_000) * MEGABYTE))
    write("named.tar.gz", gzip_of(b"x", many(10_000) * MEGABYTE))
    write("spaces.zip", zipped([("spaces.txt", b" " * (many(1500) * MEGABYTE))]))
    write("zeros.xz", lzma.compress(bytes(many(1500) * MEGABYTE), preset=0))
    write("zeros.bz2", bz2.compress(bytes(many(1500) * MEGABYTE), 9))
    packed = b"text"
    for _ in range(200):
        packed = gzip.compress(packed, mtime=0)
    write("matryoshka.gz", packed)
    write("nested42.zip", nested())
    write("overlap.zip", overlapping())
    write("entries.zip", entries(many(1_000_000)))
    write("names.zip", zipped([("../../../etc/passwd", "one text"), ("/etc/shadow", "two text"), ("a.txt", "three text"),
                               ("a/../../b.txt", "four text"), ("C:\\x.txt", "five text"), ("new\nline.txt", "six text"),
                               ("n" * 60_000, "seven text")]) )
    same = io.BytesIO()
    with zipfile.ZipFile(same, "w") as archive:
        for index in range(many(100_000)):
            archive.writestr(zipfile.ZipInfo("same.txt"), f"text {index}")
    write("same-names.zip", same.getvalue())
    links()


def broken_archives():
    whole = zipped([("a.txt", "whole text"), ("b.bin", noise(100_000))])
    write("self-extracting.zip", b"MZ" + noise(500) + zipped([("a.txt", "inside text")]))
    write("cut.zip", whole[:60_000])
    write("cut.gz", gzip.compress(noise(50_000), mtime=0)[:30_000])
    write("cut.docx", word("<a>" + "text " * 5000)[:200])
    write("garbage.7z", b"7z\xbc\xaf\x27\x1c" + noise(2000))
    write("garbage.rar", b"Rar!\x1a\x07\x00" + noise(2000))
    write("garbage-5.rar", b"Rar!\x1a\x07\x01\x00" + noise(2000))
    write("garbage.tar", bytes(257) + b"ustar" + noise(2000))
    write("garbage.xz", b"\xfd7zXZ\0" + noise(500))
    write("garbage.zst", b"\x28\xb5\x2f\xfd" + noise(500))
    write("garbage.gz", b"\x1f\x8b\x08\0" + noise(500))
    write("garbage.bz2", b"BZh9" + noise(500))
    for number, (name, content) in enumerate([("docx", word("<w:p>" + "text " * 500 + "</w:p>")),
                                              ("xlsx", workbook("<w><row><c><v>1</v></c></row></w>"))] * 5):
        flipped = bytearray(content)
        for byte, place in zip(noise(20), noise(40)[::2]):
            flipped[place * len(flipped) // 256] = byte
        write(f"flipped-{number}.{name}", bytes(flipped))


# MARK: Pictures and polyglots


def png(width, height, pixels=1_000_000):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(bytes(pixels))) + chunk(b"IEND", b""))


def directory(tags, following):
    return struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags) + struct.pack("<I", following)


def tiff(count, width=8, last=0):
    tags = [(256, 4, 1, width), (257, 4, 1, width), (258, 3, 1, 1), (259, 3, 1, 1), (262, 3, 1, 0), (273, 4, 1, 8),
            (278, 4, 1, width), (279, 4, 1, 8)]
    size = len(directory(tags, 0))
    pieces = [directory(tags, 8 + size * (index + 1) if index + 1 < count else last) for index in range(count)]
    return b"II*\0" + struct.pack("<I", 8) + b"".join(pieces)


def pdf(body, media="0 0 595 842", user_unit=1):
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/UserUnit %d/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
               % (media.encode(), user_unit), b"<</Length %d>>stream\n/X Do\nendstream" % 5, body]
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects):
        places.append(len(out))
        out += b"%d 0 obj" % (number + 1) + content + b"endobj\n"
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + table + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def pictures():
    write("pixels.png", png(60_000, 60_000))
    write("pixels.pdf", png(2_000_000_000, 2))
    header = struct.pack("<IHHI", 100, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0)
    write("pixels.bmp", b"BM" + header + bytes(100))
    screen = struct.pack("<HHBBB", 65535, 65535, 0x80, 0, 0) + bytes(6)
    write("pixels.gif", b"GIF89a" + screen + b"," + struct.pack("<HHHHB", 0, 0, 65535, 65535, 0) + b"\x02\x02\x4c\x01\x00;")
    frame = b"\x21\xf9\x04\0\0\0\0\0," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    write("frames.gif", b"GIF89a" + struct.pack("<HHBBB", 4000, 4000, 0x80, 0, 0) + bytes(6) + frame * many(100_000) + b";")
    write("head.jp2", bytes([0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 13, 10, 0x87, 10]) + bytes(200))
    write("head.webp", b"RIFF\xff\xff\xff\x7fWEBPVP8X" + noise(200))
    write("frames.tif", tiff(many(1_000_000)))
    write("loop.tif", tiff(3, last=8))
    write("wide.tif", tiff(1, width=100_000))
    write("page.pdf", pdf(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\n\nendstream",
                          media="0 0 14400 14400", user_unit=75_000))
    zeros = zlib.compress(bytes(many(1000) * MEGABYTE), 9)
    image = (b"<</Type/XObject/Subtype/Image/Width 40000/Height 40000/ColorSpace/DeviceGray/BitsPerComponent 8"
             b"/Filter/FlateDecode/Length %d>>stream\n" % len(zeros) + zeros + b"\nendstream")
    write("image.pdf", pdf(image))
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 11>>stream\n/X Do /X Do\nendstream"
    write("itself.pdf", pdf(form))


def polyglots():
    inside = zipped([("a.txt", "inside text")])
    write("pdf-and-zip.zip", b"%PDF-1.4\n%\xff\n1 0 obj<<>>endobj\n" + inside)
    write("zip-and-pdf.pdf", inside + pdf(b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\n\nendstream"))
    write("gif-and-html.html", b"GIF89a/*<html><script>*/=1;</script><p>hello")
    write("png-named.pdf", png(20, 20, 1220))
    write("noise.pdf", noise(20_000))
    write("noise.docx", noise(20_000))


def write_all():
    archives()
    broken_archives()
    pictures()
    polyglots()
