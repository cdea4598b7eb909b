package io.onus.common;

class Folded {}
