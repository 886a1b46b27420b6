"""Tables of the kiosk itself, the queue, the socket, the portal and delivery."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator

from configuration.age_keys import MINIMUM_RECIPIENTS, age_recipient, age_recipients
from configuration.hours import read_hours
from configuration.service_address import encrypted_address
from configuration.table import Table

MEGABYTE = 1_000_000
"""Bytes of what the file and the checks call MB: decimal, as disks are sold."""
KIOSK_PATTERN = r"^[0-9A-HJKMNP-RTV-Z]{2,8}$"
"""What `[kiosk] id` may look like; the alphabet is that of provisional codes."""


class KioskIdentity(Table):
    """`[kiosk]`: which machine this is and where it stands."""

    id: str = Field(pattern=KIOSK_PATTERN)
    """Short name in provisional codes, e.g. "DN07"; without the look-alike letters I, L, O, S, U."""
    authority_code: str
    authority_name: str
    """Receiving authority, e.g. "UBND xã Nam Giang"."""
    parent_authority: str = ""
    centre_name: str = Field(default="Trung tâm Phục vụ hành chính công", min_length=1)
    """The counter's name as slips print it, e.g. "Bộ phận Một cửa" where that is still what it is called."""
    place: str = ""
    """Place name for dates on slips."""
    phone: str = ""
    """Phone of the counter."""
    province_code: str = Field(pattern=r"^\d{2}$")
    commune_code: str = Field(pattern=r"^\d{5}$")


def _age_public_key(key: str) -> str:
    age_recipient(key)
    return key


class QueueSettings(Table):
    """`[queue]`: the database and whom its parts are sealed to."""

    database: Path
    recipients: tuple[Annotated[str, AfterValidator(_age_public_key)], ...] = Field(
        min_length=MINIMUM_RECIPIENTS
    )
    """age public keys: this kiosk's sync key and the province's recovery key."""
    daemon_folder: Path | None = None
    """What only the daemon may open; unset: beside the queue's own folder, "…-daemon"."""
    reserve_mb: int = Field(default=200, ge=0)
    """Free space kept for finishing what was begun; below it no new session starts."""
    retention_h: int = Field(default=24, ge=0)
    """Hours that delivered parts are kept after the portal acknowledged them."""
    kept_days: int = Field(default=14, ge=1, le=20)
    """Days after which staff are told to put back or forget what a restore kept (`.before-…`): the law gives
    15 for a withdrawal, 20 for an erasure. Nothing is deleted by itself."""
    most_days: int = Field(default=14, ge=1)
    """Age of the oldest undelivered dossier that is planned for; staff are warned at 50 and 80 %."""
    most_dossiers: int = Field(default=2_000, ge=1)
    """Undelivered dossiers that this kiosk is planned for."""
    most_mb: int = Field(default=5_000, ge=1)
    """Megabytes of undelivered dossiers that this kiosk is planned for."""
    backup: Path | None = None
    """Folder of the daily backups; unset: none. Another disk than the queue's."""
    backups_kept: int = Field(default=3, ge=1)
    successors: dict[str, str] = Field(default_factory=dict)
    """Code of an authority that was merged or renamed → the one that gets its dossiers."""

    @property
    def reserve_bytes(self) -> int:
        """The reserve in bytes."""
        return self.reserve_mb * MEGABYTE

    @property
    def private_folder(self) -> Path:
        """Where the daemon keeps what the screen must not change; never a folder that the screen writes."""
        folder = self.database.parent
        return self.daemon_folder or folder.with_name(f"{folder.name}-daemon")

    @field_validator("successors")
    @classmethod
    def _ends(cls, successors: dict[str, str]) -> dict[str, str]:
        """Let no authority be followed by itself in the end: nobody could say who gets its dossiers."""
        for first in successors:
            way = [first]
            while (following := successors.get(way[-1])) is not None:
                if following in way:
                    raise ValueError(f"goes round in a circle: {' → '.join((*way, following))}")
                way.append(following)
        return successors

    @field_validator("recipients")
    @classmethod
    def _two_readers(cls, recipients: tuple[str, ...]) -> tuple[str, ...]:
        """Let no dossier be sealed so that only one key opens it."""
        age_recipients(recipients)
        return recipients


class Gateway(Table):
    """`[gateway]`: the sockets between screen, daemon and the helper of service mode."""

    socket: Path
    helper: Path = Path("/run/kiosk-helper/helper.socket")
    """Of the helper, which does for service mode what needs the machine's rights."""
    deadline_s: float = Field(default=4.0, gt=0)


class PortalSettings(Table):
    """`[portal]`: where dossiers go. Secrets are not here but in systemd credentials (or `credentials`)."""

    kind: Literal["opencps", "dvcqg"] = "opencps"
    address: str
    identity_address: str
    """Base address of the identity service."""
    group_id: int = 0
    """OpenCPS: the site."""
    auth_endpoint: str = "/auth"
    """DVCQG: behind `address`, as are the next two."""
    integration_endpoint: str = "/integration"
    share_endpoint: str = "/share"
    destination_code: str = ""
    """DVCQG: header `dstcode` of the data-exchange platform."""
    unit_code: str = ""
    """DVCQG: `madonvi`; unset: the kiosk's authority."""
    file_address: str = ""
    """DVCQG: the province's file store; its messages carry addresses of files, not files."""
    facts_address: str = ""
    """Where counts and counters go; unset: the portal has no place for them."""
    requests_address: str = ""
    """Where requests go that the portal's protocol has no call for (a petition, a certified copy); unset:
    nowhere."""
    max_file_kb: int = Field(default=2_000, ge=100, le=100_000)
    """The portal's ceiling for one file, in kB; what the portal itself says of it goes first."""
    reserved_numbers: int = Field(default=0, ge=0, le=1_000)
    """Official numbers to keep in reserve, where the portal hands out blocks; 0: none."""
    ca_file: Path | None = None
    client_certificate: Path | None = None
    client_key: Path | None = None
    credentials: Path | None = None
    """Directory of `sync.key`, `portal.user`, `portal.password`; unset: $CREDENTIALS_DIRECTORY."""
    without_tpm: Literal["", "disk-is-encrypted"] = ""
    """What is known of a machine without a TPM: its credentials open with its disk alone, so the disk must be
    encrypted. Unset, the daemon does not start there."""
    connect_timeout_s: float = Field(default=5.0, gt=0)
    read_timeout_s: float = Field(default=30.0, gt=0)

    @property
    def max_file_bytes(self) -> int:
        """The ceiling for one file in bytes; 1 kB is 1,000."""
        return self.max_file_kb * 1_000

    @field_validator("address", "identity_address", "file_address", "facts_address", "requests_address")
    @classmethod
    def _encrypted(cls, address: str) -> str:
        """Let nothing of a citizen out in the clear: HTTP only to this machine."""
        return encrypted_address(address, this_machine=True) if address else address


class Enrolment(Table):
    """`[enrolment]`: the authority that gives this kiosk its client certificate (EST, RFC 7030)."""

    address: str = ""
    """Base address of the EST server, without "/.well-known/est"; unset: the kiosk has no certificate of its
    own, or one that somebody renews by hand."""
    ca_file: Path | None = None
    """The authority of the EST server's own certificate; unset: the system's."""
    certificate: Path = Path("/etc/kiosk/client.pem")
    """Where `kioskctl enrol` puts the certificate; renewed ones are in the daemon's own folder."""
    renew_days: int = Field(default=30, ge=1, le=365)
    """Days before its end at which the certificate is renewed; a third of its life where that is less."""

    @field_validator("address")
    @classmethod
    def _encrypted(cls, address: str) -> str:
        """A one-time code and a certificate never go in the clear."""
        return encrypted_address(address) if address else address


class Sync(Table):
    """`[sync]`: how the daemon delivers."""

    probe_every_s: float = Field(default=15.0, gt=0)
    backoff_first_s: float = Field(default=2.0, gt=0)
    backoff_cap_s: float = Field(default=900.0, gt=0)
    catch_up_share: float = Field(default=0.75, ge=0, le=5)
    """After an outage the backlog goes out over this share of its office hours, so that not all kiosks come
    at once; 0: at once. What is filed meanwhile goes at once anyway."""
    status_every_s: float = Field(default=300.0, gt=0)
    """Seconds between two questions for the state of one delivered dossier."""
    catalogue_folder: Path | None = None
    """Where the portal's catalogue goes, for `kioskctl catalogue refresh`; unset: it is not fetched."""
    catalogue_every_h: float = Field(default=24.0, ge=0)
    """Hours between two fetches of the portal's catalogue; 0: never."""
    hours: tuple[str, ...] = ()
    """Local hours for sending, e.g. ["18:00-06:00"]; empty: always."""
    limit_kbit_s: float | None = Field(default=None, gt=0)
    """Bandwidth that uploads may take."""
    network_manager: bool = True
    """Listen to NetworkManager on D-Bus, where it runs."""
    metrics_port: int = Field(default=0, ge=0, le=65_535)
    """Loopback port of `/metrics`; 0: none."""
    maintenance_every_s: float = Field(default=60.0, gt=0)
    """Seconds between two looks at retention, space and warnings."""

    @field_validator("hours")
    @classmethod
    def _readable(cls, hours: tuple[str, ...]) -> tuple[str, ...]:
        for one in hours:
            read_hours(one)
        return hours
