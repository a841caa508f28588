"""Currencies in use and the digits of their minor units, fixed so that no update changes them.

Source: ISO 4217 codes in use and CLDR digits, as of November 2026.
"""

from __future__ import annotations

from ccmdesk.model.codes import CurrencyCode

_IN_USE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF
GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK
LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD
OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF
YER ZAR ZMW ZWG
"""
CURRENCIES: tuple[CurrencyCode, ...] = tuple(CurrencyCode(code) for code in _IN_USE.split())
_THREE_DIGITS = "BHD JOD KWD LYD OMR TND"
_NO_DIGITS = """
AFN ALL BIF CLP DJF GNF IQD IRR ISK JPY KMF KPW KRW LAK LBP MGA MMK PYG RSD RWF SOS SYP UGX VND VUV
XAF XOF XPF YER
"""
_DIGITS = dict.fromkeys(_THREE_DIGITS.split(), 3) | dict.fromkeys(_NO_DIGITS.split(), 0)


def minor_digits(currency: CurrencyCode) -> int:
    """Return how many digits the minor unit of *currency* has: 2 for EUR, 0 for JPY."""
    return _DIGITS.get(currency, 2)
