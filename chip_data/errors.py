"""What can be wrong with a chip's data, whoever read them."""

from __future__ import annotations


class ChipError(Exception):
    """The chip was not read. `code` is stable, for messages and records; the text is for the technician.

    No text holds anything that the card says.
    """

    code = "chip"


class DataChangedError(ChipError):
    """A data group is not the one that the country signed: changed, or put in from another card."""

    code = "chip.changed"


class SignatureError(ChipError):
    """The signature over the data groups, or over the signer's certificate, does not verify."""

    code = "chip.signature"


class UnknownSignerError(ChipError):
    """No country signer of the trust store issued the certificate that signed this card."""

    code = "chip.unknown_signer"


class ExpiredSignerError(ChipError):
    """The signer's certificate, or its country signer's, is not valid at this time."""

    code = "chip.expired_signer"


class RevokedSignerError(ChipError):
    """The country withdrew the certificate that signed this card."""

    code = "chip.revoked_signer"


class UnreadableDataError(ChipError):
    """The data are signed rightly and are not in the form that identity cards have."""

    code = "chip.data"
