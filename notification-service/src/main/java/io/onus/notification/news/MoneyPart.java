package io.onus.notification.news;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.onus.notification.channel.domain.Notice.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

@JsonIgnoreProperties(ignoreUnknown = true)
record MoneyPart(@Nullable BigDecimal amount, @Nullable String currency, @Nullable String per) {

  @Nullable Money money() {
    return amount == null ? null : new Money(amount, currency == null ? "" : currency);
  }
}
