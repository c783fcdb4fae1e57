"""What both agreed to work towards: proposed by either, agreed by both, looked at again on a day."""
