#include "profile_generator.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "json_line.hpp"
#include "random_stream.hpp"

namespace eligo::generate_profiles {

namespace {

constexpr std::int64_t hour = 3'600;
constexpr std::int64_t day = 24 * hour;
/// 2026-11-23T10:00:00Z: the instant to which the profiles' times belong.
constexpr std::int64_t reference = 1'795'428'000;

/// The facts that may be missing, in the order in which they are written.
enum class Fact : std::uint8_t {
  real_name_verified,
  document_valid_until,
  phone_verified,
  bank_card_bound,
  age_years,
  account_id,
  account_kind,
  account_status,
  account_age_days,
  phone_changes,
  address_changes,
  product,
  amount,
  bureau_query,
  score,
  debt_ratio,
  payment_ratio,
  overdue_days,
  late_payments,
  bureau_adverse,
  bureau_checked_at,
  loans,
  payments,
  offline_payments,
  active_days,
  last_active_at,
  inquiries,
  inflow,
  usual_inflow,
  outflow,
  night_transfers,
  region_code,
  licence_valid,
  business_age_days,
  invoiced,
  count
};

/// Draws and writes one profile. Every value is drawn whether or not it is missing, so that leaving
/// one out does not move the others.
class Generator {
 public:
  Generator(const Options& options, std::uint64_t index, std::string& buffer)
      : index_(index), draws_(options.seed, index), json_(buffer) {
    if (draws_.below(100) >= options.missing_percent) return;
    for (std::int64_t left = draws_.between(1, 3); left > 0; --left) {
      missing_ |= std::uint64_t{1} << static_cast<unsigned>(draws_.below(std::int64_t(Fact::count)));
    }
  }

  void write() {
    // One figure behind all the credit facts: who pays late also owes much.
    quality_ = draws_.below(1000);
    business_ = draws_.per_mille(80);
    account_age_ = draw_account_age();
    json_.begin_object();
    json_.numbered_text("id", "u", static_cast<std::int64_t>(index_));
    write_identity();
    write_account();
    write_application();
    write_credit();
    write_loans();
    write_activity();
    write_region();
    if (business_) write_business();
    json_.end_object();
    json_.end_line();
  }

 private:
  [[nodiscard]] bool present(Fact fact) const noexcept {
    return ((missing_ >> static_cast<unsigned>(fact)) & 1U) == 0;
  }

  void boolean(Fact fact, std::string_view name, bool value) {
    if (present(fact)) json_.boolean(name, value);
  }
  void integer(Fact fact, std::string_view name, std::int64_t value) {
    if (present(fact)) json_.integer(name, value);
  }
  void text(Fact fact, std::string_view name, std::string_view value) {
    if (present(fact)) json_.text(name, value);
  }
  void instant(Fact fact, std::string_view name, std::int64_t value) {
    if (present(fact)) json_.instant(name, value);
  }

  std::int64_t draw_account_age() {
    switch (draws_.choose({8, 14, 36, 42})) {
      case 0: return draws_.between(5, 89);
      case 1: return draws_.between(90, 364);
      case 2: return draws_.between(365, 1'094);
      default: return draws_.between(1'095, 4'000);
    }
  }

  void write_identity() {
    json_.begin_object("identity");
    boolean(Fact::real_name_verified, "real_name_verified", !draws_.per_mille(20));
    const std::int64_t kind = draws_.choose({15, 12, 973});
    const std::int64_t days_left = kind == 0   ? draws_.between(-400, -1)
                                   : kind == 1 ? draws_.between(1, 29)
                                               : draws_.between(60, 3'650);
    instant(Fact::document_valid_until, "document_valid_until", reference + days_left * day);
    boolean(Fact::phone_verified, "phone_verified", !draws_.per_mille(15));
    boolean(Fact::bank_card_bound, "bank_card_bound", !draws_.per_mille(25));
    const bool minor = draws_.per_mille(5);
    integer(Fact::age_years, "age_years", minor ? draws_.between(14, 17) : draws_.between(18, 75));
    json_.end_object();
  }

  void write_account() {
    static constexpr std::array<std::string_view, 4> statuses = {"active", "inactive", "restricted",
                                                                 "frozen"};
    json_.begin_object("account");
    if (present(Fact::account_id)) {
      json_.numbered_text("id", "acct-", static_cast<std::int64_t>(index_));
    }
    text(Fact::account_kind, "kind", business_ ? "small_business" : "personal");
    text(Fact::account_status, "status", statuses[static_cast<std::size_t>(draws_.choose({970, 12, 10, 8}))]);
    integer(Fact::account_age_days, "age_days", account_age_);
    write_instants(Fact::phone_changes, "phone_changes", draws_.choose({920, 65, 10, 5}), 400);
    write_instants(Fact::address_changes, "address_changes", draws_.choose({880, 100, 15, 5}), 400);
    json_.end_object();
  }

  void write_instants(Fact fact, std::string_view name, std::int64_t count, std::int64_t days) {
    instants_.clear();
    for (std::int64_t i = 0; i < count; ++i)
      instants_.push_back(reference - draws_.between(1, days * 24) * hour);
    std::ranges::sort(instants_);
    if (!present(fact)) return;
    json_.begin_list(name);
    for (const std::int64_t instant : instants_) json_.instant(instant);
    json_.end_list();
  }

  void write_application() {
    const bool other = draws_.per_mille(business_ ? 600 : 50);
    const std::int64_t highest = account_age_ < 90 ? 52 : 600;
    const std::int64_t amount =
        business_ ? 1'000 * draws_.between(10, 210) : 100 * draws_.between(5, highest);
    json_.begin_object("application");
    text(Fact::product, "product", !other ? "revolving" : business_ ? "business_line" : "cash_advance");
    integer(Fact::amount, "amount", amount);
    json_.end_object();
    json_.begin_object("consent");
    boolean(Fact::bureau_query, "bureau_query", !draws_.per_mille(20));
    json_.end_object();
  }

  void write_credit() {
    const bool late = quality_ < 180;
    const std::int64_t score =
        std::clamp<std::int64_t>(480 + quality_ * 2 / 5 + draws_.between(-60, 110), 350, 950);
    // In 1/10,000; squared, so that most owe little.
    const std::int64_t share = draws_.between(0, 10'400 - quality_ * 4);
    const std::int64_t debt_ratio = share * share / 10'000;
    json_.begin_object("credit");
    integer(Fact::score, "score", late ? std::max<std::int64_t>(350, score - 70) : score);
    if (present(Fact::debt_ratio)) json_.fraction("debt_ratio", debt_ratio);
    const std::int64_t payment_ratio = draws_.between(late ? 0 : 300, late ? 4'000 : 10'000);
    const bool billed = !draws_.per_mille(50);
    if (billed && present(Fact::payment_ratio)) json_.fraction("payment_ratio", payment_ratio);
    const bool overdue = late && draws_.per_mille(600);
    integer(Fact::overdue_days, "overdue_days", overdue ? draws_.between(1, 120) : 0);
    integer(Fact::late_payments, "late_payments", late ? draws_.between(1, 6) : draws_.choose({94, 6}));
    boolean(Fact::bureau_adverse, "bureau_adverse", late && draws_.per_mille(250));
    const bool stale = draws_.per_mille(25);
    const std::int64_t hours_ago = stale ? draws_.between(721, 4'800) : draws_.between(1, 600);
    instant(Fact::bureau_checked_at, "bureau_checked_at", reference - hours_ago * hour);
    json_.end_object();
  }

  void write_loans() {
    static constexpr std::array<std::string_view, 3> statuses = {"open", "closed", "overdue"};
    static constexpr std::array<std::int64_t, 6> counts = {0, 1, 2, 3, 4, 6};
    const std::int64_t count = counts[static_cast<std::size_t>(draws_.choose({56, 24, 11, 5, 3, 1}))];
    const bool shown = present(Fact::loans);
    if (shown) json_.begin_list("loans");
    for (std::int64_t loan = 0; loan < count; ++loan) {
      const std::int64_t amount = 100 * draws_.between(5, 800);
      const auto status = statuses[static_cast<std::size_t>(draws_.choose({50, 49, 1}))];
      const std::int64_t days_ago = draws_.per_mille(100) ? draws_.between(1, 29) : draws_.between(30, 1'500);
      if (!shown) continue;
      json_.begin_object();
      json_.integer("amount", amount);
      json_.text("status", status);
      json_.instant("opened_at", reference - days_ago * day);
      json_.end_object();
    }
    if (shown) json_.end_list();
  }

  void write_activity() {
    static constexpr std::array<std::int64_t, 6> counts = {0, 1, 2, 3, 5, 7};
    json_.begin_object("activity");
    const bool idle = draws_.per_mille(50);
    integer(Fact::payments, "payments", idle ? draws_.between(0, 4) : draws_.between(3, 300));
    const bool online_only = draws_.per_mille(40);
    integer(Fact::offline_payments, "offline_payments", online_only ? 0 : draws_.between(1, 90));
    integer(Fact::active_days, "active_days", idle ? draws_.between(0, 6) : draws_.between(3, 30));
    const bool dormant = draws_.per_mille(15);
    const std::int64_t hours_ago = dormant ? draws_.between(2'161, 8'000) : draws_.between(1, 500);
    instant(Fact::last_active_at, "last_active_at", reference - hours_ago * hour);
    write_instants(Fact::inquiries, "inquiries",
                   counts[static_cast<std::size_t>(draws_.choose({62, 18, 9, 6, 3, 2}))], 14);
    const std::int64_t usual = 100 * draws_.between(20, 400);
    const bool unusual = draws_.per_mille(15);
    const std::int64_t inflow =
        unusual ? usual * draws_.between(8, 20) : usual * draws_.between(60, 150) / 100;
    const std::int64_t passed_on = unusual ? draws_.between(92, 99) : draws_.between(40, 95);
    integer(Fact::inflow, "inflow", inflow);
    integer(Fact::usual_inflow, "usual_inflow", usual);
    integer(Fact::outflow, "outflow", inflow * passed_on / 100);
    const bool nights = draws_.per_mille(10);
    integer(Fact::night_transfers, "night_transfers", nights ? draws_.between(21, 60) : draws_.below(6));
    json_.end_object();
  }

  void write_region() {
    static constexpr std::array<std::string_view, 12> provinces = {"CN-11", "CN-12", "CN-31", "CN-32",
                                                                   "CN-33", "CN-35", "CN-37", "CN-42",
                                                                   "CN-43", "CN-44", "CN-51", "CN-61"};
    static constexpr std::array<std::string_view, 4> others = {"LA", "NP", "VN", "MM"};
    const auto province = static_cast<std::size_t>(draws_.below(std::int64_t(provinces.size())));
    const auto other = static_cast<std::size_t>(draws_.choose({9, 9, 9, 3}));
    const bool abroad = draws_.per_mille(30);
    json_.begin_object("region");
    text(Fact::region_code, "code", abroad ? others[other] : provinces[province]);
    json_.end_object();
  }

  void write_business() {
    json_.begin_object("business");
    boolean(Fact::licence_valid, "licence_valid", !draws_.per_mille(70));
    const bool young = draws_.per_mille(80);
    integer(Fact::business_age_days, "age_days",
            young ? draws_.between(20, 179) : draws_.between(180, 5'000));
    integer(Fact::invoiced, "invoiced", 1'000 * draws_.between(10, 900));
    json_.end_object();
  }

  std::uint64_t index_;
  RandomStream draws_;
  JsonLine json_;
  std::vector<std::int64_t> instants_;
  std::uint64_t missing_ = 0;  ///< a bit for each Fact
  std::int64_t quality_ = 0;   ///< 0 worst, 999 best
  bool business_ = false;
  std::int64_t account_age_ = 0;
};

}  // namespace

void append_profile(const Options& options, std::uint64_t index, std::string& buffer) {
  Generator(options, index, buffer).write();
}

}  // namespace eligo::generate_profiles
