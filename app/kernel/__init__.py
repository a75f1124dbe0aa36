"""What every room stands on: database, transaction, outbox, ids, clock, money, errors. Knows no business."""
