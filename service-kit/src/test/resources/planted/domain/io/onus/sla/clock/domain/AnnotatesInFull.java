package io.onus.sla.clock.domain;

@jakarta.inject.Singleton
class AnnotatesInFull {}
