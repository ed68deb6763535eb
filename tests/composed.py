"""Short reports composed for tests: plain statements of a war, with the furniture of a news page around them."""

from __future__ import annotations

import random
from pathlib import Path

_ACTS = (
    "سيطرت قوات النظام على {place} بعد اشتباكات عنيفة مع تنظيم الدولة.",
    "قصفت طائرات حربية مواقع للمسلحين في {place} ما أدى إلى مقتل {count} أشخاص.",
    "نفى مصدر ميداني لوكالة فرانس برس انسحاب المقاتلين من {place}.",
    "قال المرصد السوري لحقوق الإنسان إن المعارك مستمرة في محيط {place}.",
    "نزح نحو {count} آلاف مدني من {place} باتجاه الشمال.",
    "أعلن الجيش تفكيك {count} ألغام زرعها التنظيم في أحياء {place}.",
)
_PLACES = ("البوكمال", "تدمر", "الرقة", "دير الزور", "حلب", "إدلب", "درعا", "القائم")
_MENU = "الرئيسية\nأخبار\nرياضة\nاتصل بنا"


def report_text(number: int) -> str:
    """The text of report `number`: always the same for the same number."""
    choose = random.Random(number)
    acts = [choose.choice(_ACTS).format(place=choose.choice(_PLACES), count=choose.randint(3, 9)) for _ in range(5)]
    return f"{_MENU}\nأنباء عن معارك في {choose.choice(_PLACES)} رقم {number}\n" + "\n".join(acts) + "\n"


def write_reports(folder: Path, count: int) -> Path:
    """Writes `count` reports as text files, each with its number for a name."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(report_text(number), encoding="utf-8")
    return folder
