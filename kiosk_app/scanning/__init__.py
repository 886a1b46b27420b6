"""From a raw scan to the page and the PDF that is sent."""
