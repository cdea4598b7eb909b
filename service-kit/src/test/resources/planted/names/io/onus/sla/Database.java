package io.onus.sla;

/** A class RequestManager would be found, were this no comment. */
record Database(String baseUrl, Object information) {
  interface Implies {}
}
