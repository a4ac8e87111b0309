"""Local Stripe, MyFatoorah and Paymob that speak the gateways' HTTP, for development and tests."""
