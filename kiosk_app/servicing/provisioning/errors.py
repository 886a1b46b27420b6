"""What can stand in the way of provisioning."""

from __future__ import annotations


class ProvisioningError(Exception):
    """Provisioning stopped. The text is a sentence in Vietnamese: what happened, what to do.

    Nothing of the earlier configuration and nothing of the queue was changed.
    """
