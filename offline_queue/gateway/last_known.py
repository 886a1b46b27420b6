"""What the queue itself remembers of a dossier: asked when the portal does not tell."""

from __future__ import annotations

from typing import Protocol

from offline_queue.contract.dossier import DeliveryState
from offline_queue.contract.look_up_messages import FiledDossier


class RememberedDossier(Protocol):
    """One dossier that went through this queue. What names somebody is opened only when it is asked for."""

    @property
    def reference_uid(self) -> str:
        """Its uid."""

    @property
    def kind(self) -> str:
        """ "dossier", or one of `ANSWERED`."""

    @property
    def provisional_code(self) -> str:
        """As on the slip."""

    @property
    def official_code(self) -> str:
        """The authority's number; "" while there is none."""

    @property
    def state(self) -> DeliveryState:
        """Where it is on its way."""

    @property
    def ended(self) -> str:
        """How it ended by law; "" when it did not, or only this kiosk's copy of it did."""

    @property
    def stage(self) -> str:
        """The authority's state when it was last told."""

    @property
    def received_at(self) -> str:
        """Reception, ISO 8601."""

    @property
    def due_at(self) -> str:
        """Promised date, ISO 8601."""

    @property
    def told_at(self) -> str:
        """When the portal last told anything; "" never."""

    def fee_vnd(self) -> int:
        """Give the fee that was told when it was filed; 0 for none, an unknown one, or once it is gone."""

    def persons(self) -> frozenset[str]:
        """Give the personal ids of owner and requester; empty once its parts are gone."""

    def service_name(self) -> str:
        """Give the procedure's name; "" once its parts are gone."""

    def authority_name(self) -> str:
        """Give the authority's name; "" once its parts are gone."""

    def parts(self) -> tuple[tuple[str, str], ...]:
        """Give the parts of a linked group, each with what was last told of it; empty for one procedure."""

    def filed(self) -> FiledDossier | None:
        """Give what was filed, as the official slip names it; None once its parts are gone."""

    def words(self) -> str:
        """Give what the authority last asked to be handed in, or answered to a request; "" for nothing."""


class LastKnown(Protocol):
    """The queue's own rows."""

    def find(self, code: str) -> RememberedDossier | None:
        """Give a dossier by any of its codes."""

    def of_person(self, person: str) -> tuple[RememberedDossier, ...]:
        """Give those that are not purged and concern this person, newest first."""
