package io.onus.kit.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where names lead. */
@FunctionalInterface
public interface HostNames {

  /** Every address of the host, the one to try first at the front; never none. */
  List<InetAddress> addresses(String host) throws UnknownHostException;
}
