"""Tests of what makes the appliance."""
