"""What tests share that makes no data: the whole product as real processes."""
