"""Recognises states, provinces and departments by any usual name: code, full name, abbreviation.

Only countries where the state matters are listed: several time zones, holidays or laws of its own.
"""

from __future__ import annotations

from functools import lru_cache

from puntual.domain.text import plain

# ISO 3166-2 suffix: names, the first one full. Written as `plain` writes: lower case, no accents or dots.
_NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "MX": {
        "AGU": ("aguascalientes", "ags"),
        "BCN": ("baja california", "baja california norte", "bc", "b c", "bcn"),
        "BCS": ("baja california sur", "b c s"),
        "CAM": ("campeche", "camp"),
        "CHP": ("chiapas", "chis"),
        "CHH": ("chihuahua", "chih"),
        "CMX": ("ciudad de mexico", "cdmx", "distrito federal", "df", "d f", "dif", "cd de mexico",
                "mexico city", "mexico df", "mexico d f"),
        "COA": ("coahuila", "coahuila de zaragoza", "coah"),
        "COL": ("colima",),
        "DUR": ("durango", "dgo"),
        "GUA": ("guanajuato", "gto"),
        "GRO": ("guerrero",),
        "HID": ("hidalgo", "hgo"),
        "JAL": ("jalisco",),
        "MEX": ("mexico", "estado de mexico", "edo de mexico", "edo mex", "edomex", "edo mexico"),
        "MIC": ("michoacan", "michoacan de ocampo", "mich"),
        "MOR": ("morelos",),
        "NAY": ("nayarit",),
        "NLE": ("nuevo leon", "nl", "n l", "nvo leon"),
        "OAX": ("oaxaca",),
        "PUE": ("puebla",),
        "QUE": ("queretaro", "queretaro de arteaga", "qro"),
        "ROO": ("quintana roo", "q roo", "qroo", "qr"),
        "SLP": ("san luis potosi", "s l p"),
        "SIN": ("sinaloa",),
        "SON": ("sonora",),
        "TAB": ("tabasco",),
        "TAM": ("tamaulipas", "tamps"),
        "TLA": ("tlaxcala", "tlax"),
        "VER": ("veracruz", "veracruz de ignacio de la llave"),
        "YUC": ("yucatan",),
        "ZAC": ("zacatecas",),
    },
    "BR": {
        "AC": ("acre",), "AL": ("alagoas",), "AP": ("amapa",), "AM": ("amazonas",), "BA": ("bahia",),
        "CE": ("ceara",), "DF": ("distrito federal", "brasilia"), "ES": ("espirito santo",),
        "GO": ("goias",), "MA": ("maranhao",), "MT": ("mato grosso",), "MS": ("mato grosso do sul",),
        "MG": ("minas gerais", "minas"), "PA": ("para",), "PB": ("paraiba",), "PR": ("parana",),
        "PE": ("pernambuco",), "PI": ("piaui",), "RJ": ("rio de janeiro", "rio"),
        "RN": ("rio grande do norte",), "RS": ("rio grande do sul",), "RO": ("rondonia",),
        "RR": ("roraima",), "SC": ("santa catarina",), "SP": ("sao paulo",), "SE": ("sergipe",),
        "TO": ("tocantins",),
    },
    "CL": {
        "AP": ("arica y parinacota", "arica", "xv"), "TA": ("tarapaca", "i"), "AN": ("antofagasta", "ii"),
        "AT": ("atacama", "iii"), "CO": ("coquimbo", "iv"), "VS": ("valparaiso", "v"),
        "RM": ("metropolitana de santiago", "metropolitana", "santiago", "region metropolitana de santiago"),
        "LI": ("libertador general bernardo o higgins", "libertador bernardo o higgins",
               "del libertador general bernardo o higgins", "o higgins", "ohiggins", "vi"),
        "ML": ("maule", "vii"), "NB": ("nuble", "xvi"), "BI": ("biobio", "bio bio", "viii"),
        "AR": ("la araucania", "araucania", "ix"), "LR": ("los rios", "xiv"), "LL": ("los lagos", "x"),
        "AI": ("aysen", "aisen", "aysen del general carlos ibanez del campo",
               "aisen del general carlos ibanez del campo", "xi"),
        "MA": ("magallanes", "magallanes y de la antartica chilena", "magallanes y la antartica chilena",
               "xii"),
    },
    "AR": {
        "A": ("salta",), "B": ("buenos aires", "provincia de buenos aires", "pba", "gba", "bs as",
              "pcia de buenos aires", "pcia bs as", "gran buenos aires"),
        "C": ("caba", "ciudad autonoma de buenos aires", "capital federal", "ciudad de buenos aires",
              "cap fed", "c a b a"),
        "D": ("san luis",), "E": ("entre rios",), "F": ("la rioja",), "G": ("santiago del estero",),
        "H": ("chaco",), "J": ("san juan",), "K": ("catamarca",), "L": ("la pampa",), "M": ("mendoza",),
        "N": ("misiones",), "P": ("formosa",), "Q": ("neuquen",), "R": ("rio negro",), "S": ("santa fe",),
        "T": ("tucuman",), "U": ("chubut",),
        "V": ("tierra del fuego", "tierra del fuego antartida e islas del atlantico sur"),
        "W": ("corrientes",), "X": ("cordoba",), "Y": ("jujuy",), "Z": ("santa cruz",),
    },
    "EC": {
        "A": ("azuay",), "B": ("bolivar",), "C": ("carchi",), "D": ("orellana",), "E": ("esmeraldas",),
        "F": ("canar",), "G": ("guayas",), "H": ("chimborazo",), "I": ("imbabura",), "L": ("loja",),
        "M": ("manabi",), "N": ("napo",), "O": ("el oro",), "P": ("pichincha",), "R": ("los rios",),
        "S": ("morona santiago",), "SD": ("santo domingo de los tsachilas", "santo domingo"),
        "SE": ("santa elena",), "T": ("tungurahua",), "U": ("sucumbios",), "W": ("galapagos",),
        "X": ("cotopaxi",), "Y": ("pastaza",), "Z": ("zamora chinchipe",),
    },
    "BO": {
        "B": ("beni", "el beni"), "C": ("cochabamba",), "H": ("chuquisaca",), "L": ("la paz",),
        "N": ("pando",), "O": ("oruro",), "P": ("potosi",), "S": ("santa cruz",), "T": ("tarija",),
    },
}  # fmt: skip
_PREFIXES = ("estado de ", "estado do ", "estado da ", "provincia de ", "provincia del ", "region de ",
             "region del ", "region ", "departamento de ", "departamento del ", "depto de ")  # fmt: skip


@lru_cache(maxsize=16)
def _index(country: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, names in _NAMES.get(country, {}).items():
        for name in (plain(code), *names):
            if found.setdefault(name, code) != code:
                raise ValueError(f"{country}: {name!r} names both {found[name]} and {code}")
    return found


@lru_cache(maxsize=4096)
def subdivision(country: str, text: str) -> str | None:
    """The ISO 3166-2 suffix of a state named in any usual way ("Nuevo León", "NL", "BR-SP"), or None.

    Always None in a country where the state changes neither hours, holidays nor time zone.
    """
    country = country.strip().upper()
    index, name = _index(country), plain(text)
    own = f"{country.casefold()} "
    if name.startswith(own) and name[len(own) :] in index:
        return index[name[len(own) :]]
    for prefix in ("", *_PREFIXES):
        if name.startswith(prefix) and name[len(prefix) :] in index:
            return index[name[len(prefix) :]]
    return None
