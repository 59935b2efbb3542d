"""Can this tax id exist? Shape and check digit by country, with the python-stdnum library.

What an id may leave out is left to it: Colombians write a NIT without its check digit and a cédula has none;
Mexico's RFC is judged by shape and date only, for the tax office has issued some whose last digit does not fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import stdnum.ar.cuit
import stdnum.br.cnpj
import stdnum.br.cpf
import stdnum.cl.rut
import stdnum.co.nit
import stdnum.do.cedula
import stdnum.do.rnc
import stdnum.ec.ci
import stdnum.ec.ruc
import stdnum.gt.nit
import stdnum.mx.curp
import stdnum.mx.rfc
import stdnum.pe.ruc
import stdnum.py.ruc
import stdnum.uy.rut

from puntual.rules.names import is_generic_tax_id, normal_tax_id

Check = Callable[[str], bool]


def _digits(least: int, most: int) -> Check:
    """An identity card that has no check digit of its own: so many figures and nothing else."""
    return lambda text: re.fullmatch(rf"[0-9]{{{least},{most}}}", text) is not None


def _colombian(text: str) -> bool:
    """A NIT with its check digit, or a NIT or cédula without one; ten figures from 8 or 9 on are the former."""
    if re.fullmatch(r"[89][0-9]{9}", text):
        return bool(stdnum.co.nit.is_valid(text))
    return _digits(5, 10)(text)


_CHECKS: dict[str, tuple[Check, ...]] = {
    "AR": (stdnum.ar.cuit.is_valid, _digits(7, 8)),
    "BR": (stdnum.br.cpf.is_valid, stdnum.br.cnpj.is_valid),
    "CL": (stdnum.cl.rut.is_valid,),
    "CO": (_colombian,),
    "DO": (stdnum.do.rnc.is_valid, stdnum.do.cedula.is_valid),
    "EC": (stdnum.ec.ruc.is_valid, stdnum.ec.ci.is_valid),
    "GT": (stdnum.gt.nit.is_valid, lambda text: text == "CF"),
    "MX": (stdnum.mx.rfc.is_valid, stdnum.mx.curp.is_valid),
    "PE": (stdnum.pe.ruc.is_valid, _digits(8, 8)),
    "PY": (stdnum.py.ruc.is_valid, _digits(5, 8)),
    "UY": (stdnum.uy.rut.is_valid, _digits(7, 8)),
}
_WITH_DASH: dict[str, Check] = {"CO": stdnum.co.nit.is_valid, "PY": stdnum.py.ruc.is_valid}
_BARE = 6
"""Ids with fewer letters and figures than this are somebody's own numbering, "1" or "S/N", and prove nothing."""


@lru_cache(maxsize=65536)
def is_invalid(raw: str, country: str) -> bool:
    """Whether `raw` cannot be a tax id of `country` (ISO alpha-2), nor of any other country that we know.

    An empty id, one reserved for nobody in particular, and any of a country without a known check are not
    invalid. A foreign customer is booked with the own country's code often enough that a valid id of another
    country is let through.
    """
    text, checks = normal_tax_id(raw), _CHECKS.get(country.upper())
    if checks is None or not text or is_generic_tax_id(raw) or len(set(text)) == 1:
        return False
    if len(text) < _BARE:
        return True
    dashed = _WITH_DASH.get(country.upper())
    if dashed and re.search(r"[0-9]\s*[-–]\s*[0-9]\s*$", raw):
        return not dashed(text)
    if any(check(text) for check in checks):
        return False
    return not any(check(text) for check in _FOREIGN)


_FOREIGN: tuple[Check, ...] = (
    stdnum.mx.rfc.is_valid,
    stdnum.br.cnpj.is_valid,
)
"""Only ids so long and with so much in them that a slip of the pen hardly ever makes one."""
