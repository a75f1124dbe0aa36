"""What outlives a request: engine, Redis pools, S3 client, timelines, socket pusher. Built once."""
