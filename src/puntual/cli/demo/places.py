"""Where the sample company's customers live: countries, cities, phones, names, amounts.

Zones and subdivisions stand here as plain text, so that the checker has knowledge of its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """A city as the ERP writes it. area: first digits of a mobile there, with Argentina's 9 and Brazil's.

    subdivision: ISO 3166-2 suffix. zone: the IANA zone in which its people live.
    """

    name: str
    state: str
    subdivision: str
    area: str
    zone: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the sample. low/high: usual invoice amounts in major units. share: weight of customers."""

    code: str
    currency: str
    language: str
    dial: str
    mobile_digits: int
    share: int
    low: int
    high: int
    tax_id: str
    suffixes: tuple[str, ...]
    cities: tuple[City, ...]


_MX = "America/Mexico_City"
_CO = "America/Bogota"
_PE = "America/Lima"
_AR = "America/Argentina/Buenos_Aires"
_SP = "America/Sao_Paulo"

COUNTRIES = (
    Country(
        "MX", "MXN", "es", "52", 10, 35, 900, 48_000, "LLLDDDDDDLLD",
        ("S.A. de C.V.", "S. de R.L. de C.V.", ""),
        (
            City("Ciudad de México", "Ciudad de México", "CMX", "55", _MX),
            City("Guadalajara", "Jalisco", "JAL", "33", _MX),
            City("Monterrey", "Nuevo León", "NLE", "81", "America/Monterrey"),
            City("Tijuana", "Baja California", "BCN", "664", "America/Tijuana"),
            City("Cancún", "Quintana Roo", "ROO", "998", "America/Cancun"),
            City("Hermosillo", "Sonora", "SON", "662", "America/Hermosillo"),
            City("Puebla", "Puebla", "PUE", "222", _MX),
            City("Mérida", "Yucatán", "YUC", "999", "America/Merida"),
        ),
    ),
    Country(
        "CO", "COP", "es", "57", 10, 18, 180_000, 12_000_000, "DDDDDDDDD-D",
        ("S.A.S.", "Ltda.", ""),
        (
            City("Bogotá", "Bogotá D.C.", "DC", "310", _CO),
            City("Medellín", "Antioquia", "ANT", "300", _CO),
            City("Cali", "Valle del Cauca", "VAC", "315", _CO),
            City("Barranquilla", "Atlántico", "ATL", "301", _CO),
        ),
    ),
    Country(
        "BR", "BRL", "pt-BR", "55", 11, 15, 220, 16_000, "DD.DDD.DDD/0001-DD",
        ("Ltda", "ME", "EIRELI"),
        (
            City("São Paulo", "São Paulo", "SP", "119", _SP),
            City("Campinas", "SP", "SP", "199", _SP),
            City("Rio de Janeiro", "Rio de Janeiro", "RJ", "219", _SP),
            City("Manaus", "Amazonas", "AM", "929", "America/Manaus"),
            City("Curitiba", "Paraná", "PR", "419", _SP),
            City("Recife", "Pernambuco", "PE", "819", "America/Recife"),
        ),
    ),
    Country(
        "CL", "CLP", "es", "56", 9, 10, 45_000, 3_500_000, "DD.DDD.DDD-D",
        ("SpA", "Ltda.", ""),
        (
            City("Santiago", "Región Metropolitana", "RM", "9", "America/Santiago"),
            City("Valparaíso", "Valparaíso", "VS", "9", "America/Santiago"),
            City("Punta Arenas", "Magallanes", "MA", "9", "America/Punta_Arenas"),
        ),
    ),
    Country(
        "PE", "PEN", "es", "51", 9, 9, 160, 11_000, "20DDDDDDDDD",
        ("S.A.C.", "E.I.R.L.", ""),
        (
            City("Lima", "Lima", "LIM", "9", _PE),
            City("Arequipa", "Arequipa", "ARE", "9", _PE),
            City("Trujillo", "La Libertad", "LAL", "9", _PE),
        ),
    ),
    Country(
        "AR", "ARS", "es", "54", 11, 8, 70_000, 5_200_000, "30-DDDDDDDD-D",
        ("S.R.L.", "S.A.", ""),
        (
            City("Buenos Aires", "CABA", "C", "911", _AR),
            City("La Plata", "Buenos Aires", "B", "9221", _AR),
            City("Córdoba", "Córdoba", "X", "9351", "America/Argentina/Cordoba"),
            City("Rosario", "Santa Fe", "S", "9341", "America/Argentina/Cordoba"),
        ),
    ),
    Country(
        "EC", "USD", "es", "593", 9, 5, 70, 5_500, "17DDDDDDDD001",
        ("Cía. Ltda.", "S.A.", ""),
        (
            City("Quito", "Pichincha", "P", "99", "America/Guayaquil"),
            City("Guayaquil", "Guayas", "G", "98", "America/Guayaquil"),
        ),
    ),
)  # fmt: skip

BY_CODE = {country.code: country for country in COUNTRIES}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST_NAMES = {
    "es": _words(
        "María José Luis Carmen Jorge Ana Carlos Rosa Miguel Lucía Andrés Patricia Fernando Gabriela Ricardo "
        "Verónica Sergio Claudia Raúl Silvia Héctor Mónica Óscar Beatriz Iván Lorena Rubén Elena Tomás Paola "
        "Julián Natalia Emilio Sofía Mauricio Adriana Camilo Valentina Rodrigo Marcela"
    ),
    "pt-BR": _words(
        "João Ana Pedro Mariana Lucas Juliana Rafael Camila Bruno Fernanda Thiago Patrícia Marcelo Aline "
        "Gustavo Larissa Eduardo Simone Rodrigo Cláudia Antônio Beatriz Felipe Renata Vinícius"
    ),
}
LAST_NAMES = {
    "es": _words(
        "García Hernández López Martínez Rodríguez Gómez Pérez Sánchez Ramírez Torres Flores Rivera Vargas "
        "Castillo Rojas Mendoza Ortiz Silva Núñez Guerrero Cárdenas Peña Ríos Medina Quispe Mamani Acosta "
        "Benítez Ibáñez Zambrano Cedeño Restrepo Ospina Valdés Fuentes Sepúlveda"
    ),
    "pt-BR": _words(
        "Silva Santos Oliveira Souza Lima Pereira Ferreira Costa Ribeiro Almeida Carvalho Gomes Martins "
        "Araújo Barbosa Rocha Dias Moreira Nunes Teixeira"
    ),
}
TRADES = {
    "es": (
        "Ferretería", "Abarrotes", "Materiales", "Taller", "Comercial", "Distribuidora", "Construcciones",
        "Pinturas", "Refacciones", "Papelería", "Hotel", "Restaurante", "Farmacia", "Muebles", "Electricidad",
    ),
    "pt-BR": (
        "Ferragens", "Mercado", "Materiais", "Oficina", "Comercial", "Distribuidora", "Construtora",
        "Tintas", "Autopeças", "Papelaria", "Pousada", "Restaurante", "Farmácia", "Móveis", "Elétrica",
    ),
}  # fmt: skip
TRADE_NAMES = {
    "es": (
        "El Sol", "La Esperanza", "San Martín", "Los Andes", "El Roble", "La Fortuna", "Santa Lucía",
        "El Faro", "Horizonte", "La Estrella", "Tres Hermanos", "Del Valle", "El Puente", "La Colmena",
        "Altamira",
    ),
    "pt-BR": (
        "Boa Vista", "Santa Rita", "São Jorge", "Três Irmãos", "Bom Jesus", "Primavera", "Beira-Mar",
        "Horizonte", "Ouro Verde", "Nova Era", "Aliança", "Estrela", "Bela Vista", "Palmeiras", "Ipê",
    ),
}  # fmt: skip
SALESPEOPLE = {
    "es": ("Laura Méndez", "Pablo Arriaga", "Diana Cordero", "Esteban Luna", "Carolina Vega"),
    "pt-BR": ("Renato Prado", "Luísa Andrade"),
}
GOODS = (
    "Cemento gris 50 kg", "Varilla corrugada 3/8", "Pintura vinílica 19 L", "Tornillo galvanizado (caja)",
    "Cable THW calibre 12", "Tubo PVC 4 pulgadas", "Taladro percutor", "Impermeabilizante 5 años",
)  # fmt: skip
