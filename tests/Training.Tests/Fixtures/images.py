"""Draws the small pictures of the tests and what a correct reader makes of them.

Needs PIL (9.4), numpy and, on the PATH, cjpeg and jpegtran of libjpeg-turbo (2.1). Run in this folder: python3 images.py
Each picture stands beside its pixels as .ppm or .pgm; what has to be refused stands in refused/.
"""
import io
import os
import struct
import subprocess
import zlib

import numpy as np
from PIL import Image, ImageDraw, ImageOps

WIDTH, HEIGHT = 37, 29
FOLDER = "images"


def draw(width=WIDTH, height=HEIGHT):
    """Slopes, edges and a little texture: something for each part of a codec."""
    y, x = np.mgrid[0:height, 0:width]
    planes = [x * 255 // width, (y * 255 // height), (np.sin(x * 0.9) * np.cos(y * 0.7) * 100 + 128)]
    picture = Image.fromarray(np.stack(planes, -1).astype(np.uint8), "RGB")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((width // 2, 3, width - 3, height // 2), fill=(255, 40, 10))
    pen.rectangle((2, height // 2, width // 3, height - 4), fill=(0, 90, 255), outline=(255, 255, 255))
    pen.line((0, height, width, 0), fill=(0, 0, 0))
    return picture


def path(name):
    full = os.path.join(FOLDER, name)
    os.makedirs(os.path.dirname(full), exist_ok=True)
    return full


def store(name, content):
    with open(path(name), "wb") as file:
        file.write(content)


def expect(name, picture):
    """The pixels beside a picture."""
    grey = picture.mode == "L"
    picture.save(path(os.path.splitext(name)[0] + (".pgm" if grey else ".ppm")))


def jpeg(name, content):
    store(name, content)
    picture = Image.open(io.BytesIO(content))
    expect(name, ImageOps.exif_transpose(picture))


def with_pil(picture, **options):
    stream = io.BytesIO()
    picture.save(stream, "JPEG", **options)
    return stream.getvalue()


def with_cjpeg(picture, *options):
    stream = io.BytesIO()
    picture.save(stream, "PPM")
    return subprocess.run(["cjpeg", *options], input=stream.getvalue(), stdout=subprocess.PIPE, check=True).stdout


def jpegs():
    colour, grey = draw(), draw().convert("L")
    for name, sampling in (("444", 0), ("422", 1), ("420", 2)):
        jpeg(f"jpeg/{name}.jpg", with_pil(colour, quality=85, subsampling=sampling))
        jpeg(f"jpeg/{name}-progressive.jpg", with_pil(colour, quality=85, subsampling=sampling, progressive=True))
    jpeg("jpeg/grey.jpg", with_pil(grey, quality=70))
    jpeg("jpeg/grey-progressive.jpg", with_pil(grey, quality=30, progressive=True))
    jpeg("jpeg/grey-sampled-2x2.jpg", with_cjpeg(grey, "-sample", "2x2"))
    for sampling in ("1x2", "4x1", "4x2", "2x2,1x2,2x1"):
        jpeg(f"jpeg/sampled-{sampling.replace(',', '-')}.jpg", with_cjpeg(colour, "-quality", "90", "-sample", sampling))
    jpeg("jpeg/rgb.jpg", with_cjpeg(colour, "-rgb"))
    jpeg("jpeg/restart-1-block.jpg", with_cjpeg(colour, "-restart", "1B"))
    jpeg("jpeg/restart-1-row-progressive.jpg", with_cjpeg(colour, "-restart", "1", "-progressive"))
    jpeg("jpeg/quality-1.jpg", with_cjpeg(colour, "-quality", "1"))
    jpeg("jpeg/quality-100-optimized.jpg", with_cjpeg(colour, "-quality", "100", "-optimize"))
    jpeg("jpeg/16-bit-tables.jpg", with_cjpeg(colour, "-quality", "5"))
    for width, height in ((1, 1), (2, 3), (8, 8), (17, 16), (5, 40)):
        jpeg(f"jpeg/size-{width}x{height}.jpg", with_pil(draw(max(width, 16), max(height, 16)).crop((0, 0, width, height)), quality=92))
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        jpeg(f"jpeg/orientation-{orientation}.jpg", with_pil(draw(12, 9), quality=95, exif=exif))
    refused_jpegs(colour)


def refused_jpegs(colour):
    store("refused/cmyk.jpg", with_pil(colour.convert("CMYK")))
    store("refused/arithmetic.jpg", with_cjpeg(colour, "-arithmetic"))
    whole = with_pil(colour, quality=85)
    store("refused/truncated.jpg", whole[:len(whole) * 2 // 3])
    store("refused/truncated-progressive.jpg", with_pil(colour, progressive=True)[:600])
    store("refused/without-end.jpg", whole[:-2])
    at = whole.index(b"\xff\xc0")
    store("refused/bomb.jpg", whole[:at + 5] + struct.pack(">HH", 60000, 60000) + whole[at + 9:])
    store("refused/large.jpg", whole[:at + 5] + struct.pack(">HH", 7000, 7000) + whole[at + 9:])
    store("refused/text.jpg", b"this is no picture\n")
    store("refused/empty.jpg", b"")


ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def packed(row, depth):
    """A row of samples, [width, samples], as bytes."""
    flat = row.reshape(-1)
    if depth == 16:
        return flat.astype(">u2").tobytes()
    if depth == 8:
        return flat.astype(np.uint8).tobytes()
    bits = "".join(format(int(value), f"0{depth}b") for value in flat)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def paeth(a, b, c):
    p = a + b - c
    return min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]


def filtered(rows, step):
    """Every filter has its turn."""
    above, out = bytes(len(rows[0])), b""
    for number, row in enumerate(rows):
        kind = number % 5
        left = lambda line, i: line[i - step] if i >= step else 0
        guess = (lambda i: 0, lambda i: left(row, i), lambda i: above[i], lambda i: (left(row, i) + above[i]) // 2,
                 lambda i: paeth(left(row, i), above[i], left(above, i)))[kind]
        out += bytes([kind]) + bytes((value - guess(i)) % 256 for i, value in enumerate(row))
        above = row
    return out


def png(samples, depth, kind, interlaced=False, palette=b"", extra=b"", parts=1):
    """samples: [height, width, samples of a pixel]"""
    height, width, count = samples.shape
    step = max(1, depth * count // 8)
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    raw = b""
    for x, y, step_x, step_y in passes:
        part = samples[y::step_y, x::step_x]
        if part.size:
            raw += filtered([packed(row, depth) for row in part], step)
    data = zlib.compress(raw, 9)
    size = -(-len(data) // parts)
    content = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(interlaced)))
    content += chunk(b"PLTE", palette) if palette else b""
    content += extra
    content += b"".join(chunk(b"IDAT", data[i:i + size]) for i in range(0, len(data), size))
    return content + chunk(b"IEND", b"")


def pngs():
    colour = np.asarray(draw(19, 13)).astype(np.int64)
    grey = np.asarray(draw(19, 13).convert("L")).astype(np.int64)[..., None]
    alpha = 255 - grey
    for interlaced in (False, True):
        suffix = "-interlaced" if interlaced else ""
        for depth in (1, 2, 4, 8, 16):
            scaled = grey * 257 if depth == 16 else grey >> (8 - depth)
            content = png(scaled, depth, 0, interlaced)
            name = f"png/grey-{depth}{suffix}.png"
            store(name, content)
            shown = Image.fromarray(grey[..., 0].astype(np.uint8), "L") if depth == 16 else Image.open(io.BytesIO(content)).convert("L")
            expect(name, shown)
        for depth in (1, 2, 4, 8):
            palette = np.random.RandomState(depth).randint(0, 256, (1 << depth) * 3).astype(np.uint8).tobytes()
            converted(f"png/palette-{depth}{suffix}.png", png(grey >> (8 - depth), depth, 3, interlaced, palette, chunk(b"tRNS", b"\x00\x80")), "RGB")
        for depth, factor in ((8, 1), (16, 257)):
            converted(f"png/colour-{depth}{suffix}.png", png(colour * factor, depth, 2, interlaced), "RGB")
            converted(f"png/colour-alpha-{depth}{suffix}.png", png(np.concatenate((colour, alpha), -1) * factor, depth, 6, interlaced), "RGB")
            converted(f"png/grey-alpha-{depth}{suffix}.png", png(np.concatenate((grey, alpha), -1) * factor, depth, 4, interlaced), "L")
    converted("png/three-parts.png", png(colour, 8, 2, parts=3), "RGB")
    converted("png/1x1-interlaced.png", png(colour[:1, :1], 8, 2, True), "RGB")
    refused_pngs(colour, grey)


def converted(name, content, mode):
    store(name, content)
    picture = Image.open(io.BytesIO(content))
    if mode == "L" and picture.mode in ("LA", "RGBA"):  # PIL makes colour of 16-bit grey with alpha
        picture = picture.getchannel(0)
    expect(name, picture.convert(mode))


def refused_pngs(colour, grey):
    whole = png(colour, 8, 2)
    store("refused/truncated.png", whole[:len(whole) // 2])
    store("refused/without-end.png", whole[:-12])
    at = whole.index(b"IDAT") + 10
    store("refused/checksum.png", whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
    store("refused/palette-index.png", png(grey, 8, 3, palette=b"\1\2\3" * 7))
    store("refused/no-palette.png", png(grey, 8, 3))
    store("refused/critical-chunk.png", png(colour, 8, 2, extra=chunk(b"NeWs", b"")))
    header = lambda width, height, depth, kind: chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0))
    start, rest = whole[:8], whole[8 + 25:]
    store("refused/bomb.png", start + header(2**31 - 1, 2**31 - 1, 8, 2) + rest)
    store("refused/large.png", start + header(8000, 8000, 8, 2) + rest)
    store("refused/more-rows.png", start + header(19, 14, 8, 2) + rest)
    store("refused/no-width.png", start + header(0, 13, 8, 2) + rest)
    store("refused/colour-4-bit.png", start + header(19, 13, 4, 2) + rest)
    store("refused/colour-type-5.png", start + header(19, 13, 8, 5) + rest)
    bad_filter = zlib.compress(b"".join(b"\x07" + packed(row, 8) for row in colour))
    store("refused/filter-7.png", start + header(19, 13, 8, 2) + chunk(b"IDAT", bad_filter) + chunk(b"IEND", b""))


def resizes():
    picture = draw()
    picture.save(path("resize/source.ppm"))
    filters = {"nearest": Image.Resampling.NEAREST, "bilinear": Image.Resampling.BILINEAR, "bicubic": Image.Resampling.BICUBIC}
    for name, method in filters.items():
        for size in ((16, 16), (64, 48), (20, 29), (37, 50), (5, 3), (1, 1)):
            picture.resize(size, method).save(path(f"resize/{name}-{size[0]}x{size[1]}.ppm"))
            picture.convert("L").resize(size, method).save(path(f"resize/{name}-{size[0]}x{size[1]}.pgm"))


if __name__ == "__main__":
    jpegs()
    pngs()
    resizes()
