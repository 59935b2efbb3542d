"""Countries by the names that ledgers use."""

from __future__ import annotations

from puntual.rules.names import plain

# ISO alpha-2, alpha-3 and the names in Spanish, Portuguese and English.
_COUNTRIES = {
    "MX": "mex mexico", "CO": "col colombia", "CL": "chl chile", "PE": "per peru", "AR": "arg argentina",
    "EC": "ecu ecuador equador", "BR": "bra brasil brazil", "GT": "gtm guatemala", "CR": "cri costa_rica",
    "PA": "pan panama", "UY": "ury uruguay uruguai", "DO": "dom republica_dominicana dominican_republic",
    "BO": "bol bolivia", "PY": "pry paraguay paraguai", "SV": "slv el_salvador", "HN": "hnd honduras",
    "NI": "nic nicaragua", "VE": "ven venezuela", "US": "usa estados_unidos united_states eua ee_uu eeuu",
    "PR": "pri puerto_rico", "ES": "esp espana espanha spain", "CU": "cub cuba", "CA": "can canada",
}  # fmt: skip
_BY_NAME = {name.replace("_", " "): code for code, names in _COUNTRIES.items() for name in names.split()}


def country_code(raw: str) -> str:
    """ISO alpha-2 of a country cell; "" where it is empty or unknown (the company's country then counts)."""
    name = plain(raw)
    if len(name) == 2 and name.isalpha() and name.isascii():
        return name.upper()
    return _BY_NAME.get(name, "")
