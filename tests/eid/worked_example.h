// ICAO Doc 9303 part 11, appendix G.1: PACE with generic mapping on brainpoolP256r1, AES-128, the
// password from a machine-readable zone. Published; so independent of our code.
#pragma once

#include <string>
#include <vector>

namespace tests::worked_example {

inline const std::string card_access = "31143012060A04007F0007020204020202010202010D";
inline const std::string mrz = "T22000129364081251010318";
inline const std::string password = "7E2D2A41C74EA0B38CD36F863939BFA8E9032AAD";
inline const std::string password_key = "89DED1B26624EC1E634C1989302849DD";
inline const std::string sealed_nonce = "95A3A016522EE98D01E76CB6B98B42C3";
inline const std::string nonce = "3F00C4D39D153F2B2A214A078D899B22";
inline const std::string mapping_secret =
    "7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99";
inline const std::string mapping_key =
    "047ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E"
    "544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D";
inline const std::string card_mapping_key =
    "04824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57"
    "30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54";
inline const std::string mapped_generator =
    "048CED63C91426D4F0EB1435E7CB1D74A46723A0AF21C89634F65A9AE87A9265E2"
    "8C879506743F8611AC33645C5B985C80B5F09A0B83407C1B6A4D857AE76FE522";
inline const std::string secret =
    "A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595";
inline const std::string key =
    "042DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C"
    "3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB36462";
inline const std::string card_key =
    "049E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB"
    "7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094";
inline const std::string encryption_key = "F5F0E35C0D7161EE6724EE513A0D9A7F";
inline const std::string authentication_key = "FE251C7858B356B24514B3BD5F4297D1";
inline const std::string token = "C2B0BD78D94BA866";
inline const std::string card_token = "3ABB9674BCE93C08";

inline const std::vector<std::string> commands{
    "0022C1A40F800A04007F00070202040202830101", "10860000027C0000",
    "10860000457C438141" + mapping_key + "00", "10860000457C438341" + key + "00",
    "008600000C7C0A8508" + token + "00"};
inline const std::vector<std::string> answers{
    "9000", "7C128010" + sealed_nonce + "9000", "7C438241" + card_mapping_key + "9000",
    "7C438441" + card_key + "9000", "7C0A8608" + card_token + "9000"};

}  // namespace tests::worked_example
