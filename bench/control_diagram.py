"""The reliability diagram of the control step."""

from __future__ import annotations


def diagram(lines: dict[str, list[tuple[float, float, int]]]) -> str:
    """The reliability diagram as SVG: what was said against how often it was true, one line a world."""
    colours = {
        "same rules": "#0072B2",
        "more copying": "#D55E00",
        "a lying side": "#009E73",
        "long silences": "#CC79A7",
    }
    marks = {"same rules": "", "more copying": "6 3", "a lying side": "2 3", "long silences": "9 3 2 3"}
    out = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 440" font-family="sans-serif" font-size="13">',
        '<rect width="460" height="440" fill="#fff"/><g transform="translate(60,20)">',
        '<path d="M0,360H360M0,360V0" stroke="#444" fill="none"/><path d="M0,360L360,0" stroke="#bbb"/>',
    ]
    for i in range(0, 11, 2):
        out.append(f'<text x="{36 * i}" y="378" text-anchor="middle">{i / 10:g}</text>')
        out.append(f'<text x="-8" y="{364 - 36 * i}" text-anchor="end">{i / 10:g}</text>')
    out.append('<text x="180" y="404" text-anchor="middle">probability said</text>')
    out.append('<text transform="translate(-38,180) rotate(-90)" text-anchor="middle">share true</text>')
    for row, (name, points) in enumerate(lines.items()):
        path = " ".join(f"{360 * s:.1f},{360 - 360 * t:.1f}" for s, t, _ in points)
        dash = f' stroke-dasharray="{marks[name]}"' if marks[name] else ""
        out.append(f'<polyline points="{path}" fill="none" stroke="{colours[name]}" stroke-width="2"{dash}/>')
        for s, t, count in points:
            radius = min(9.0, 2 + count**0.5 / 60)
            at = f'cx="{360 * s:.1f}" cy="{360 - 360 * t:.1f}" r="{radius:.1f}"'
            out.append(f'<circle {at} fill="{colours[name]}" fill-opacity=".55"/>')
        out.append(f'<path d="M16,{14 + 20 * row}h30" stroke="{colours[name]}" stroke-width="2"{dash}/>')
        out.append(f'<text x="52" y="{18 + 20 * row}">{name}</text>')
    return "\n".join([*out, "</g></svg>", ""])
