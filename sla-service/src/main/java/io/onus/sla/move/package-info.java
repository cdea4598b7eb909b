/**
 * Moving what is open to other hours or terms. An edited calendar and a newly signed version bind
 * what comes after them; what is open is moved only because somebody asks for it, who can see
 * before what that would do. A move goes through the open requests in small transactions and
 * remembers how far it has come.
 */
@NullMarked
package io.onus.sla.move;

import org.jspecify.annotations.NullMarked;
