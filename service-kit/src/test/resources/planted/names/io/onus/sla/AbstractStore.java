package io.onus.sla;

abstract class AbstractStore {}
