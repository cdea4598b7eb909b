/**
 * An OIDC server for trying Onus on one machine: demo people, a token for each, keys of its own.
 *
 * <p>It speaks the protocol through <a
 * href="https://github.com/navikt/mock-oauth2-server">mock-oauth2-server</a>; what is here decides
 * who exists, what may be asked, and that nobody beyond this machine can ask. It proves nothing
 * about who somebody is, and is never part of a real installation.
 */
@NullMarked
package io.onus.local.identity;

import org.jspecify.annotations.NullMarked;
