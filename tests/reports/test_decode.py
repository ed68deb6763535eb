"""Encodings of Arabic pages."""

from __future__ import annotations

import pytest

from tawatur.reports.decode import declared_charset, decode, is_binary

SHORT = "سيطرت القوات الحكومية على بلدة صغيرة قرب النهر، وقال ناطق عسكري إن المعارك انتهت."
TEXTS = [SHORT, "قصف على أطراف المدينة\nأصيب ثلاثة مدنيين في قصف على الحي الشرقي من المدينة، بحسب مصادر طبية.\n" * 20]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["cp1256", "iso-8859-6", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_without_a_charset(text: str, encoding: str) -> None:
    data = text.replace("،", ",").encode(encoding) if encoding == "iso-8859-6" else text.encode(encoding)
    assert not is_binary(data)
    assert decode(data)[0].replace(",", "،") == text


def test_a_windows_1256_page_without_a_charset() -> None:
    page = f"<html><head><title>أخبار</title></head><body><p>{SHORT}</p></body></html>"
    assert decode(page.encode("cp1256"), declared_charset(page.encode("cp1256"))) == (page, "windows-1256")


def test_a_declared_charset_is_used() -> None:
    page = f'<html><head><meta charset="windows-1256"></head><p>{SHORT}</p>'.encode("cp1256")
    assert declared_charset(page) == "windows-1256"
    assert SHORT in decode(page, "windows-1256")[0]


def test_a_wrong_declared_charset_is_not_believed() -> None:
    assert decode(SHORT.encode("cp1256"), "iso-8859-1")[0] == SHORT
    assert decode(SHORT.encode("utf-8"), "windows-1256")[0] == SHORT
    assert decode(SHORT.encode("cp1256"), "no-such-charset")[0] == SHORT


def test_torn_utf_8_is_mended_visibly() -> None:
    whole = SHORT * 20
    text, encoding = decode(whole.encode("utf-8")[:-2])
    assert text == whole[:-2] + "\ufffd"
    assert encoding == "utf-8 with 1 unreadable bytes"


def test_a_forced_encoding_that_does_not_fit_is_an_error() -> None:
    with pytest.raises(UnicodeDecodeError):
        decode(SHORT.encode("cp1256"), forced="utf-8")


def test_binary() -> None:
    assert is_binary(bytes(range(256)))
    assert not is_binary(SHORT.encode("cp1256"))
