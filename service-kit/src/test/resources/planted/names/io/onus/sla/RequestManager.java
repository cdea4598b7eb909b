package io.onus.sla;

class RequestManager {}
