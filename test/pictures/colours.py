"""Colours as people see them: contrast, in grey print, and with three kinds of colour blindness."""
import math

# Machado, Oliveira and Fernandes (2009), for linear RGB, and the luminance of each as grey
SEEN = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((.152286, 1.052583, -.204868), (.114503, .786281, .099216), (-.003882, -.048116, 1.051998)),
    "deuteranopia": ((.367322, .860646, -.227968), (.280085, .672501, .047413), (-.011820, .042940, .968881)),
    "tritanopia": ((1.255528, -.076749, -.178779), (-.078411, .930809, .147602), (.004733, .691367, .303900)),
    "grey print": ((.2126, .7152, .0722),) * 3,
}
XYZ = ((.4124564, .3575761, .1804375), (.2126729, .7151522, .0721750), (.0193339, .1191920, .9503041))


def linear(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= .04045 else ((p + .055) / 1.055) ** 2.4 for p in parts]


def times(matrix, vector):
    return [sum(a * b for a, b in zip(row, vector)) for row in matrix]


def contrast(one, other):
    """By WCAG 2: 1 to 21; text needs 4.5."""
    light = sorted((times((XYZ[1],), linear(colour))[0] for colour in (one, other)), reverse=True)
    return (light[0] + .05) / (light[1] + .05)


def lab(colour, how):
    seen = [min(1, max(0, part)) for part in times(SEEN[how], linear(colour))]
    x, y, z = (t ** (1 / 3) if t > .008856 else 7.787 * t + 16 / 116
               for t in (a / b for a, b in zip(times(XYZ, seen), (.95047, 1, 1.08883))))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one, other, how):
    """In CIELAB: 2.3 is what is just noticed."""
    return math.dist(lab(one, how), lab(other, how))
