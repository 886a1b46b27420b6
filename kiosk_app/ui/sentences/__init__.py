"""What the screens say of problems, a table a subject: one sentence by code, see `kiosk_app.ui.messages`."""
