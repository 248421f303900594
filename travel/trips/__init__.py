"""What has been booked: showing, finding again, cancelling."""
