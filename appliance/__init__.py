"""What turns the repository into an appliance: bill of materials, package, image. None of it is installed."""
