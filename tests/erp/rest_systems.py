"""The REST systems of our presets as the HTTP peer plays them: documented shapes over one small book.

The book of every system: customer C-1 owes invoice 101 (1,160.00, 580.00 still open, due 2026-09-30) and 102
(2,320.10, all open, due 2026-10-31); customer C-2 owes 103 (99.99). Where a system keeps instalments, 102 has two.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from tests.erp.http_peer import Asked, System, Told

TOKEN = "token-123456"
PASSWORD = "s3cret-word"
NAMES = {"C-1": "Ferretería El Ñandú", "C-2": "Abarrotes La Paz"}
BOOK = [
    ("101", "C-1", "2026-08-31", "2026-09-30", 1160.00, 580.00),
    ("102", "C-1", "2026-09-30", "2026-10-31", 2320.10, 2320.10),
    ("103", "C-2", "2026-10-01", "2026-11-01", 99.99, 99.99),
]


def _number(params: dict[str, str], name: str, default: int = 0) -> int:
    return int(params.get(name, default))


def _part(rows: list[Any], start: int, size: int, most: int = 2) -> list[Any]:
    """One page; the peer's pages are small, whatever is asked for, as real servers' may be."""
    return rows[start : start + min(size, most)]


def bind_erp(asked: Asked) -> Told:
    """OData of version 3: $top, $skip, {"value": []}."""
    if asked.headers.get("Authorization") != f"Bearer {TOKEN}":
        return Told({"message": "no"}, 401)
    start = _number(asked.params, "$skip")
    draft = {"ID": "d", "Serie": "A", "Number": 9, "UUID": "", "Date": "2026-10-01T00:00:00", "Status": 0,
             "ExpirationDate": "2026-10-31T00:00:00", "ClientID": "C-1", "ClientName": "X", "RFC": "", "Total": 9,
             "Payments": 0, "CreditNotes": 0, "CurrencyID": "m1"}  # fmt: skip
    rows = {
        "/Invoices": [draft] + [
            {"ID": f"i{number}", "Serie": "A", "Number": int(number), "UUID": "u", "Date": f"{issued}T12:00:00",
             "ExpirationDate": f"{due}T00:00:00", "ClientID": customer, "ClientName": NAMES[customer], "RFC": "",
             "Total": total, "Payments": total - open_ - 80 if total != open_ else 0,
             "CreditNotes": 80 if total != open_ else 0, "CurrencyID": "m1", "Status": 0}
            for number, customer, issued, due, total, open_ in BOOK
        ],
        "/Clients": [{"ID": key, "ClientName": name, "LegalName": None, "RFC": "", "Phone": "55 1234 5678"}
                     for key, name in NAMES.items()],
        "/Currencies": [{"ID": "m1", "Code": "MXN"}],
    }[asked.path]  # fmt: skip
    return Told({"value": _part(rows, start, _number(asked.params, "$top", 100)), "count": len(rows)})


def defontana(asked: Asked) -> Told:
    """Login by GET; one call per customer; errors with HTTP 200."""
    if asked.path == "/api/Auth/EmailLogin":
        right = asked.params == {"email": "lector@example.com", "password": PASSWORD}
        return Told(
            {"access_token": TOKEN, "expires_in": 3600} if right else {"success": False, "message": "Usuario"}
        )
    if asked.headers.get("Authorization") != f"Bearer {TOKEN}":
        return Told(None, 401)
    file = asked.params.get("fileID", "")
    if asked.path == "/api/Sale/GetClients":
        rows = [{"legalCode": key, "fileID": key, "name": name, "fantasyname": "", "phone": "+56 9 1234 5678",
                 "sellerID": "V1"} for key, name in NAMES.items()]  # fmt: skip
        start = (_number(asked.params, "pageNumber") - 1) * 100
        return Told({"success": True, "clientList": rows[start : start + 100]})
    mine = [row for row in BOOK if row[1] == file]
    if asked.path == "/api/Accounting/GetClientCredit":
        total = sum(round(row[5]) for row in mine)
        return Told({"success": True, "montoCredito": 0, "saldoPendiente": total})
    documents = [{"documentType": "FVAELECT", "series": "", "number": int(number), "alphaNumber": None,
                  "expirationDate": f"{due}T00:00:00", "amount": round(open_), "idCuenta": "1"}
                 for number, _, _, due, _, open_ in mine]  # fmt: skip
    start = _number(asked.params, "Page") * 100
    return Told({"success": True, "documents": documents[start : start + 100]})


def tango_live(asked: Asked) -> Told:
    """Two processes make the open book; a page of HTML for a wrong path."""
    if asked.path != "/Api/GetApiLiveQueryData":
        return Told(raw=b"<html>Tango</html>")
    if asked.headers.get("ApiAuthorization") != TOKEN or asked.params.get("customQuery") != "0":
        return Told({"succeeded": False, "exceptionInfo": {"messages": ["No autorizado"]}})
    book = BOOK[:1] if asked.params["process"] == "17953" else BOOK[1:]
    rows = [{"ID_GVA12": int(number), "ID_GVA14": 1, "TIPO_COMPROBANTE": "FAC", "NRO_COMPROBANTE": f"A0000{number}",
             "CLIENTE": f"{customer} - {NAMES[customer]}", "IMPORTE_AL_VENCIMIENTO_CTE": total, "COD_VENDEDOR": "V1",
             "IMPORTE_PENDIENTE_CTE": open_, "FECHA_DE_VENCIMIENTO": f"{due}T00:00:00"}
            for number, customer, _, due, total, open_ in book]  # fmt: skip
    index = _number(asked.params, "pageIndex")
    part = rows[index : index + 1]
    data = {"list": part, "pageIndex": index, "totalCount": len(rows), "hasNextPage": index + 1 < len(rows)}
    return Told({"resultData": data, "succeeded": True})


def alegra(asked: Asked) -> Told:
    """Basic; start and limit; metadata.total; null currency means the company's."""
    if not asked.headers.get("Authorization", "").startswith("Basic "):
        return Told(None, 401)
    invoices = [
        {"id": number, "date": issued, "dueDate": due, "status": "open", "total": total, "balance": open_,
         "client": {"id": customer, "name": NAMES[customer]}, "currency": None, "seller": {"name": "Ana"},
         "numberTemplate": {"prefix": "FV", "number": number, "fullNumber": f"FV{number}"}}
        for number, customer, issued, due, total, open_ in BOOK
    ]  # fmt: skip
    if asked.path == "/invoices/101":
        return Told({**invoices[0], "items": [{"name": "Cemento", "quantity": 2, "total": 1160}]})
    rows = {
        "/invoices": invoices,
        "/contacts": [{"id": key, "name": name, "identification": "900123456", "mobile": "3001234567",
                       "phonePrimary": None} for key, name in NAMES.items()],
        "/payments": [
            {"id": "p1", "amount": "250.50", "client": {"id": "C-1"}, "invoices": [], "status": "open"},
            {"id": "p2", "amount": "10", "client": {"id": "C-1"}, "invoices": [{"id": "101"}], "status": "open"},
        ],
    }[asked.path]  # fmt: skip
    part = _part(rows, _number(asked.params, "start"), _number(asked.params, "limit", 30))
    return Told({"metadata": {"total": len(rows)}, "data": part})


def sap_b1(asked: Asked) -> Told:
    """A session cookie; pages by a relative nextLink; instalments inside the invoice."""
    if asked.path.endswith("/Login"):
        right = asked.body == {"CompanyDB": "DEMO", "UserName": "lector", "Password": PASSWORD}
        cookie = {"Set-Cookie": "B1SESSION=abc; path=/b1s/v2; HttpOnly"}
        wrong = {"error": {"message": {"value": "Login failed"}}}
        return Told({"SessionId": "abc"}, headers=cookie) if right else Told(wrong, 401)
    if "B1SESSION=abc" not in asked.headers.get("Cookie", ""):
        return Told({"error": {"code": 301}}, 401)
    name = asked.path.removeprefix("/b1s/v2/")
    invoices = [
        {"DocEntry": int(number), "DocNum": int(number), "DocDate": f"{issued}T00:00:00Z", "CardCode": customer,
         "DocDueDate": f"{due}T00:00:00Z", "CardName": NAMES[customer], "DocTotal": total, "DocTotalFc": 0.0,
         "PaidToDate": round(total - open_, 2), "PaidToDateFC": 0.0, "DocCurrency": "$", "SalesPersonCode": 1,
         "DocumentInstallments": _sap_parts(number, due, total)}
        for number, customer, issued, due, total, open_ in BOOK
    ]  # fmt: skip
    if name == "Invoices(101)":
        line = {"ItemDescription": "Cemento", "Quantity": 2.0, "LineTotal": 1000.0}
        return Told({**invoices[0], "DocumentLines": [line]})
    partners = [
        {"CardCode": key, "CardName": partner, "FederalTaxID": None, "Phone1": "5512345678", "Phone2": None,
         "Cellular": None, "SalesPersonCode": 1, "CurrentAccountBalance": 2800.10 if key == "C-1" else 99.99}
        for key, partner in NAMES.items()
    ]  # fmt: skip
    credit = {"DocEntry": 7, "CardCode": "C-1", "DocTotal": 100.0, "DocTotalFc": 0.0, "PaidToDate": 0.0,
              "PaidToDateFC": 0.0, "DocCurrency": "$"}  # fmt: skip
    sellers = [
        {"SalesEmployeeCode": -1, "SalesEmployeeName": "-"},
        {"SalesEmployeeCode": 1, "SalesEmployeeName": "Ana"},
    ]
    tables: dict[str, list[Any]] = {
        "Invoices": invoices, "BusinessPartners": partners, "CreditNotes": [credit], "SalesPersons": sellers,
    }  # fmt: skip
    start = _number(asked.params, "$skip")
    answer: dict[str, Any] = {"value": tables[name][start : start + 2]}
    if start + 2 < len(tables[name]):
        answer["@odata.nextLink"] = f"{name}?$skip={start + 2}"
    return Told(answer)


def _sap_parts(number: str, due: str, total: float) -> list[dict[str, Any]]:
    if number != "102":
        return [{"DueDate": f"{due}T00:00:00Z", "Total": total, "InstallmentId": 1}]
    return [
        {"DueDate": "2026-10-15T00:00:00Z", "Total": 1160.05, "InstallmentId": 1},
        {"DueDate": f"{due}T00:00:00Z", "Total": 1160.05, "InstallmentId": 2},
    ]


def _odoo_rows(model: str, domain: list[Any], offset: int, limit: int) -> list[Any]:
    lines = [
        {"id": int(number), "move_id": [int(number), number], "move_name": f"INV/{number}", "date": issued,
         "date_maturity": due, "amount_currency": total, "amount_residual_currency": open_,
         "currency_id": [33, "MXN"], "partner_id": [1 if customer == "C-1" else 2, NAMES[customer]]}
        for number, customer, issued, due, total, open_ in BOOK
    ]  # fmt: skip
    fields = [condition[0] for condition in domain]
    if model == "res.partner":
        rows: list[dict[str, Any]] = [
            {"id": number, "name": name, "vat": False, "phone": "+52 55 1234 5678", "mobile": False, "user_id": False,
             "credit": 2800.10 if number == 1 else 99.99}
            for number, name in enumerate(NAMES.values(), start=1)
        ]  # fmt: skip
    elif "move_id.line_ids" in fields:
        rows = [{"id": 1, "move_name": "INV/101", "name": "Cemento", "quantity": 2.0, "price_total": 1160.0}]
    elif ["amount_residual", "<", 0] in domain:
        rows = [{"id": 9, "move_name": "RINV/1", "amount_residual_currency": -100.0, "currency_id": [33, "MXN"],
                 "partner_id": [1, NAMES["C-1"]]}]  # fmt: skip
    else:
        rows = list(lines)
    return _part(rows, offset, limit)


def odoo_json2(asked: Asked) -> Told:
    """JSON-2: the model and method in the path."""
    if (
        asked.headers.get("Authorization") != f"bearer {TOKEN}"
        or asked.headers.get("X-Odoo-Database") != "demo"
    ):
        return Told({"message": "Invalid apikey"}, 401)
    found = re.fullmatch(r"/json/2/([\w.]+)/search_read", asked.path)
    if found is None:
        return Told({"message": "no such method"}, 404)
    return Told(_odoo_rows(found.group(1), asked.body["domain"], asked.body["offset"], asked.body["limit"]))


def odoo_rpc(asked: Asked) -> Told:
    """JSON-RPC: everything is a POST, and refusal is an error inside HTTP 200."""
    params = asked.body["params"]
    if params["service"] == "common":
        return Told({"jsonrpc": "2.0", "id": 1, "result": 7 if params["args"][2] == TOKEN else False})
    database, uid, key, model, method, args, more = params["args"]
    if (model, method) == ("account.move", "check_access_rights"):
        return Told({"jsonrpc": "2.0", "id": 1, "result": uid != 7})
    if (database, uid, key, method) != ("demo", 7, TOKEN, "search_read"):
        error = {"code": 200, "message": "Odoo Server Error", "data": {"message": "Access Denied"}}
        return Told({"jsonrpc": "2.0", "id": 1, "error": error})
    return Told(
        {"jsonrpc": "2.0", "id": 1, "result": _odoo_rows(model, args[0], more["offset"], more["limit"])}
    )


def erpnext(asked: Asked) -> Told:
    """Frappe: lists with fields and filters as JSON; the schedule only in the document."""
    if asked.headers.get("Authorization") != f"token key1:{PASSWORD}":
        return Told({"exception": "AuthenticationError"}, 401)
    name = asked.path.removeprefix("/api/resource/")
    invoices = [
        {"name": f"SINV-{number}", "customer": customer, "customer_name": NAMES[customer], "posting_date": issued,
         "due_date": due, "currency": "MXN", "party_account_currency": "MXN", "grand_total": total,
         "base_grand_total": total, "outstanding_amount": open_, "contact_mobile": "5512345678",
         "payment_terms_template": "Dos pagos" if number == "102" else None}
        for number, customer, issued, due, total, open_ in BOOK
    ]  # fmt: skip
    schedule = [{"due_date": day, "payment_amount": 1160.05, "base_payment_amount": 1160.05}
                for day in ("2026-10-15", "2026-10-31")]  # fmt: skip
    if name.startswith("Sales Invoice/"):
        number = name.rpartition("-")[2]
        found = next(one for one in invoices if one["name"].endswith(number))
        items = [{"item_name": "Cemento", "qty": 2.0, "amount": 1160.0}]
        return Told(
            {"data": {**found, "payment_schedule": schedule if number == "102" else [], "items": items}}
        )
    entries = [
        {"name": f"GL{n}", "party": customer, "debit_in_account_currency": open_, "credit_in_account_currency": 0,
         "account_currency": "MXN"}
        for n, (_, customer, _, _, _, open_) in enumerate(BOOK)
    ]  # fmt: skip
    rows: list[Any] = {
        "Sales Invoice": invoices,
        "Customer": [{"name": key, "customer_name": value, "tax_id": None, "mobile_no": "5512345678"}
                     for key, value in NAMES.items()],
        "Payment Entry": [{"name": "PE1", "party": "C-1", "unallocated_amount": 100.0,
                           "paid_from_account_currency": "MXN"}],
        "GL Entry": [*entries, {"name": "GL9", "party": "C-1", "debit_in_account_currency": 0,
                                "credit_in_account_currency": 100.0, "account_currency": "MXN"}],
    }[name]  # fmt: skip
    json.loads(asked.params["fields"])
    return Told(
        {
            "data": _part(
                rows, _number(asked.params, "limit_start"), _number(asked.params, "limit_page_length")
            )
        }
    )


def siigo(asked: Asked) -> Told:
    """A token for a key; Partner-Id; due dates among the ways of paying."""
    if asked.path == "/auth":
        right = asked.body == {"username": "lector@example.com", "access_key": PASSWORD}
        return Told(
            {"access_token": TOKEN} if right else {"errors": [{"message": "bad"}]}, 200 if right else 401
        )
    if asked.headers.get("Authorization") != f"Bearer {TOKEN}" or not asked.headers.get("Partner-Id"):
        return Told(None, 401)
    invoices: list[Any] = [
        {"id": f"guid{number}", "name": f"FV-2-{number}", "date": issued, "customer": {"identification": customer},
         "total": total, "balance": open_, "payments": _siigo_parts(number, due, total)}
        for number, customer, issued, due, total, open_ in BOOK
    ]  # fmt: skip
    invoices.append({**invoices[0], "id": "paid", "balance": 0})
    if asked.path == "/v1/invoices/guid101":
        return Told({**invoices[0], "items": [{"description": "Cemento", "quantity": 2, "total": 1160}]})
    phones = [{"number": "3001234567"}]
    customers = [{"identification": key, "name": name.split(), "commercial_name": "", "phones": phones}
                 for key, name in NAMES.items()]  # fmt: skip
    rows = invoices if asked.path == "/v1/invoices" else customers
    page, size = _number(asked.params, "page"), 2
    part = rows[(page - 1) * size : page * size]
    return Told(
        {"pagination": {"page": page, "page_size": size, "total_results": len(rows)}, "results": part}
    )


def _siigo_parts(number: str, due: str, total: float) -> list[dict[str, Any]]:
    if number != "102":
        return [{"id": 1, "value": total, "due_date": due}]
    return [
        {"id": 1, "value": 1160.05, "due_date": "2026-10-15"},
        {"id": 1, "value": 1160.05, "due_date": due},
    ]


def contifico(asked: Asked) -> Told:
    """A bare key; bare lists, all at once whatever page is asked for; dates with the day first."""
    if asked.headers.get("Authorization") != TOKEN:
        return Told({"mensaje": "no"}, 401)

    def day(iso: str) -> str:
        return "/".join(reversed(iso.split("-")))

    people = [{"id": key, "razon_social": name, "ruc": None, "cedula": None, "telefonos": "0991234567",
               "es_cliente": True} for key, name in NAMES.items()]  # fmt: skip
    documents = [
        {"id": number, "documento": f"001-001-{number}", "fecha_emision": day(issued), "fecha_vencimiento": day(due),
         "total": str(total), "saldo": str(open_), "estado": "P", "persona_id": customer,
         "persona": {"razon_social": NAMES[customer], "telefonos": "0991234567"},
         "detalles": [{"producto_nombre": "Cemento", "cantidad": 2, "base_gravable": 1160}]}
        for number, customer, issued, due, total, open_ in BOOK
    ]  # fmt: skip
    if asked.path == "/documento/101/":
        return Told(documents[0])
    return Told(documents if asked.path == "/documento/" else people)


def quickbooks() -> System:
    """OAuth2 with a refresh token that changes each time it is used; a query language with positions."""
    valid = {"refresh": "refresh-0", "access": "", "count": "0"}

    def system(asked: Asked) -> Told:
        if asked.path == "/oauth2/v1/tokens/bearer":
            if (
                asked.body.get("refresh_token") != valid["refresh"]
                or "Basic " not in asked.headers["Authorization"]
            ):
                return Told({"error": "invalid_grant"}, 401)
            count = int(valid["count"]) + 1
            valid.update(count=str(count), refresh=f"refresh-{count}", access=f"access-{count}")
            return Told(
                {"access_token": valid["access"], "refresh_token": valid["refresh"], "expires_in": 3600}
            )
        if asked.headers.get("Authorization") != f"Bearer {valid['access']}":
            return Told({"Fault": {"Error": [{"Message": "expired"}]}}, 401)
        if asked.path.endswith("/invoice/101"):
            line = {"Description": "Cemento", "Amount": 1160.0, "SalesItemLineDetail": {"Qty": 2}}
            return Told({"Invoice": {"Id": "101", "Line": [line]}})
        found = re.search(r"FROM (\w+).*STARTPOSITION (\d+) MAXRESULTS (\d+)", asked.params["query"])
        assert found is not None
        entity, start = found.group(1), int(found.group(2)) - 1
        rows = _quickbooks_rows()[entity][start : start + 2]
        return Told({"QueryResponse": {entity: rows} if rows else {}})

    return system


def _quickbooks_rows() -> dict[str, list[Any]]:
    currency = {"value": "MXN"}
    return {
        "Invoice": [
            {"Id": number, "DocNumber": number, "TxnDate": issued, "DueDate": due, "TotalAmt": total,
             "Balance": open_, "CurrencyRef": currency, "CustomerRef": {"value": customer, "name": NAMES[customer]}}
            for number, customer, issued, due, total, open_ in BOOK
        ],
        "Customer": [
            {"Id": key, "DisplayName": name, "Mobile": {"FreeFormNumber": "55 1234 5678"}, "CurrencyRef": currency,
             "Balance": 2800.10 if key == "C-1" else 99.99}
            for key, name in NAMES.items()
        ],
        "CreditMemo": [
            {"Id": "c1", "CustomerRef": {"value": "C-1"}, "RemainingCredit": 100.0, "CurrencyRef": currency}
        ],
        "Payment": [{"Id": "p1", "CustomerRef": {"value": "C-1"}, "UnappliedAmt": 0, "CurrencyRef": currency}],
    }  # fmt: skip


def nubox(asked: Asked) -> Told:
    """Bare lists by month; sales carry no balance."""
    if asked.headers.get("x-api-key") != PASSWORD:
        return Told(None, 401)
    rows = [
        {"id": int(number), "number": number, "type": {"legalCode": "33"}, "totalAmount": round(total),
         "emissionDate": f"{issued}T12:00:00Z", "dueDate": due, "dataCl": {"annulled": False},
         "client": {"tradeName": NAMES[customer], "identification": {"value": customer}},
         "emissionStatus": {"id": 1}}
        for number, customer, issued, due, total, _ in BOOK if issued.startswith(asked.params["period"])
    ]  # fmt: skip
    return Told(rows if asked.params["page"] == "1" else [])


SYSTEMS: dict[str, tuple[Callable[[], System], dict[str, str]]] = {
    "bind_erp": (lambda: bind_erp, {"token": TOKEN}),
    "defontana": (lambda: defontana, {"email": "lector@example.com", "password": PASSWORD}),
    "tango_live": (lambda: tango_live, {"token": TOKEN, "company": "1"}),
    "alegra": (lambda: alegra, {"email": "lector@example.com", "token": TOKEN}),
    "sap_b1_service_layer": (lambda: sap_b1, {"company_db": "DEMO", "user": "lector", "password": PASSWORD}),
    "odoo_json2": (lambda: odoo_json2, {"database": "demo", "api_key": TOKEN}),
    "odoo_rpc": (lambda: odoo_rpc, {"database": "demo", "user": "lector", "api_key": TOKEN}),
    "erpnext_rest": (lambda: erpnext, {"company": "Demo", "api_key": "key1", "api_secret": PASSWORD}),
    "siigo": (lambda: siigo, {"username": "lector@example.com", "access_key": PASSWORD}),
    "contifico": (lambda: contifico, {"api_key": TOKEN}),
    "quickbooks_online": (
        quickbooks,
        {"realm_id": "42", "client_id": "app", "client_secret": PASSWORD, "refresh_token": "refresh-0"},
    ),
    "nubox": (lambda: nubox, {"token": TOKEN, "api_key": PASSWORD, "periods": "2026-08,2026-09,2026-10"}),
}
"""Preset -> its peer and the parameters that let one in."""
