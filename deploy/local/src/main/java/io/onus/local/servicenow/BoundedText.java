package io.onus.local.servicenow;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file as far as it is worth reading. A few kilobytes of gzip can unpack to more than any machine
 * holds.
 */
final class BoundedText extends FilterInputStream {

  /** Some times the largest export seen, and what a laptop takes. */
  static final long MOST_BYTES = 256L * 1024 * 1024;

  private final long most;
  private long left;

  BoundedText(InputStream in, long most) {
    super(in);
    this.most = most;
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    count(read);
    return read;
  }

  private void count(int read) {
    left -= Math.max(read, 0);
    if (left < 0) {
      throw new UnusableFileException(
          "The file has more than %,d bytes when unpacked. Split it, and import the parts."
              .formatted(most));
    }
  }
}
