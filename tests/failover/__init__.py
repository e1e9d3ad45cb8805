"""The drill: the machine of the database dies, is cut off and is changed over while people work. `make failover`."""
